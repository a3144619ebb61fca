import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './testing/run-command.js';
import { output, train } from './testing/succeed.js';
import { poem, temporaryFolder } from './testing/temporary-folder.js';

const folder = temporaryFolder();

beforeAll(async () => {
  await train(folder, 'special.json', ['--vocabulary', '280', '--special', 'end=<eos>', '--special', '<user>']);
}, 30_000);

describe('inspect', () => {
  it('shows facts, then the text as tokens with their ids', async () => {
    const words = ['train', '--kind', 'char', '--special', 'end=<eos>', '--output', 'letters.json'];
    expect(await run(folder, words, { input: 'aaa bb\n' })).toMatchObject({ exitCode: 0 });
    expect(await output(folder, ['inspect', '--tokenizer', 'letters.json', '--text', 'a b\nab<eos>'])).toBe(
      [
        'kind        character',
        'vocabulary  5 tokens',
        'special     end "<eos>" (0)',
        'lossless    yes',
        '',
        'a · b ⏎',
        '1 3 2 4',
        'a b <eos>',
        '1 2 0',
        '',
        '11 characters in 7 tokens',
        '',
      ].join('\n'),
    );
  });

  it('shows the beginning of a file or of standard input, and says so', async () => {
    const shown = await output(folder, ['inspect', '--tokenizer', 'special.json', '--limit', '5', 'poem.txt']);
    expect(shown).toMatch(/\n\n\d+ characters in 5 tokens; the text goes on\n$/);
    expect(await output(folder, ['inspect', '--tokenizer', 'special.json', '--limit', '5'], poem)).toBe(shown);
  });

  it('colours tokens in a terminal, or on request', async () => {
    const words = ['inspect', '--tokenizer', 'special.json', '--text', 'To be'];
    expect(await output(folder, words)).not.toContain('\u001b');
    const { stdout } = await run(folder, words, { environment: { FORCE_COLOR: '1' } });
    expect(stdout).toContain('\u001b[44mTo\u001b[49m');
  });
});

describe('without a command', () => {
  it('shows the commands; with --help the options of one', async () => {
    expect(await output(folder, [])).toContain('  inspect  show what a tokenizer is');
    expect(await output(folder, ['encode', '--help'])).toContain('  --special-tokens <how>');
    expect(await output(folder, ['--version'])).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(existsSync(join(folder, 'tokenizer.json'))).toBe(false);
  });
});
