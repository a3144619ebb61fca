import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectSuccess, scratchFolder } from '@refrain/app-kit/testing';
import { run } from './testing/command.js';
import { poem, tiny } from './testing/tiny-run.js';

const train = [
  'train',
  '--corpus',
  'text.txt',
  ...tiny,
  '--steps',
  '20',
  '--validate-every',
  '5',
  '--sample-every',
  '8',
];
const folder = scratchFolder({ 'text.txt': poem });
let trained: string;

beforeAll(async () => {
  trained = await output(...train, '--run', 'run');
}, 60_000);

/** What a command that succeeds writes. */
const output = (...words: string[]): Promise<string> => expectSuccess(run(folder, words));

describe('train', () => {
  it('says what is trained on what, where it goes, and on which backend', () => {
    expect(trained).toMatch(
      /^Refrain trains the preset quick on text\.txt, in run\n1,008 characters, 22 symbols; embedding 4, GRU 8, 622 parameters\n20 steps of 4 × 8 characters \(4 strips, carried state\), 28 an epoch\nbackend /,
    );
  });

  it('shows progress, rows of the history and samples, without control codes where no terminal is', () => {
    expect(trained).toContain('epoch 1 · step 20 · loss ');
    expect(trained).toContain('step 20/20 (100%)');
    expect(trained).toMatch(/── step 16\nTo be, or not to/);
    expect(trained).not.toMatch(/\u001b/);
  });

  it('ends with the curve, the figures, text at three temperatures and commands to type next', () => {
    const headings = [
      'Loss nats a character',
      'Validation weights of step 20',
      'Temperature 0.2',
      'Temperature 0.7',
      'Temperature 1.2',
      'What to type next',
    ];
    const places = headings.map((heading) => trained.indexOf(`\n${heading}`));
    expect(places.every((place, index) => place > (places[index - 1] ?? 0))).toBe(true);
    expect(trained).toMatch(
      /\n {2}loss +\d\.\d{4} nats a character\n {2}bits +\d\.\d{4} a character\n {2}perplexity +\d+\.\d{3} a character\n {2}accuracy +\d+\.\d{2} % of 96 characters\n/,
    );
    expect(trained).toMatch(/\n {2}node .*cli\.js sample --run run --prompt "To be, or not to" {2}# more text\n/);
  });

  it('keeps a history of which each line validated', () => {
    const [header, ...lines] = readFileSync(join(folder, 'run', 'history.csv'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(header).toBe(
      'epoch,step,loss,accuracy,validationLoss,validationAccuracy,learningRate,validationBitsPerCharacter',
    );
    expect(lines.map((line) => line.split(',')[1])).toEqual(['5', '10', '15', '20']);
  });
});

describe('sample', () => {
  const sample = (...words: string[]): Promise<string> => output('sample', '--run', 'run', '--length', '40', ...words);

  it('continues the prompt by so many characters', async () => {
    const text = await sample('--prompt', 'nobler');
    expect(text).toMatch(/^nobler/);
    expect(text.length).toBe('nobler'.length + 40 + '\n'.length);
  });

  it('gives the same text for the same seed only', async () => {
    const [first, again, other] = [
      await sample('--seed', '1'),
      await sample('--seed', '1'),
      await sample('--seed', '2'),
    ];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('writes several texts, each another', async () => {
    const texts = (await sample('--count', '2')).split(/── \d ──\n/);
    expect(texts).toHaveLength(3);
    expect(texts[1]!.trim()).not.toBe(texts[2]!.trim());
  });

  it('takes the most probable character with --greedy, as with --top-k 1', async () => {
    expect(await sample('--greedy')).toBe(await sample('--top-k', '1'));
  });

  it('takes every way of narrowing the choice', async () => {
    const words = ['--top-p', '0.9', '--min-p', '0.05', '--typical-p', '0.95', '--repetition-penalty', '1.1'];
    expect(await sample(...words, '--temperature', '0.7')).toMatch(/^To be, or not to/);
  });

  it('replaces unknown characters of the prompt on request', async () => {
    expect(await sample('--prompt', 'nöbler', '--replace-unknown')).toMatch(/^nobler/);
  });
});

describe('evaluate', () => {
  it('measures the validation part unless told otherwise', async () => {
    const figures = await output('evaluate', '--run', 'run');
    expect(figures).toMatch(/^text\.txt, validation part\n {2}loss /);
    expect(trained).toContain(figures.split('\n').slice(1).join('\n'));
  });

  it('measures another text whole, once its characters are known ones', async () => {
    writeFileSync(join(folder, 'other.txt'), 'To suffer — or to BE nobler?\n'.repeat(4));
    const { exitCode, stderr } = await run(folder, ['evaluate', '--run', 'run', '--corpus', 'other.txt']);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr:
        'error: --corpus must hold only characters that the model knows; received "—", "B", "E", "?". Use another text, or give --replace-unknown to use the nearest known characters.\n',
    });
    const figures = await output('evaluate', '--run', 'run', '--corpus', 'other.txt', '--replace-unknown');
    expect(figures).toMatch(/^other\.txt, the whole text\n.*\n.*\n.*\n {2}accuracy +\d+\.\d{2} % of 112 characters\n$/);
  });
});

describe('report', () => {
  it('writes one page into the run folder, or where it is told', async () => {
    expect(await output('report', '--run', 'run')).toBe(`${join('run', 'report.html')}\n`);
    expect(await output('report', '--run', 'run', '--output', 'page.html')).toBe('page.html\n');
    const page = readFileSync(join(folder, 'page.html'), 'utf8');
    expect(readFileSync(join(folder, 'run', 'report.html'), 'utf8')).toBe(page);
    expect(page.match(/<svg/g)).toHaveLength(2);
    expect(page).toContain('step 16');
  });
});

describe('--help', () => {
  it('names the commands, the presets and the exit codes', async () => {
    const help = await output('--help');
    for (const word of ['train', 'sample', 'evaluate', 'report', 'geron-stateful', 'Exit codes: 0 done']) {
      expect(help).toContain(word);
    }
  });
});
