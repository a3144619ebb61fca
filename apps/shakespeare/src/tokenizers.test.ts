import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectSuccess, scratchFolder } from '@refrain/app-kit/testing';
import { tokenizerFromJSON } from '@refrain/tokenizers';
import { run } from './testing/command.js';
import { poem, tiny } from './testing/tiny-run.js';

const train = ['train', '--corpus', 'text.txt', ...tiny, '--steps', '20', '--validate-every', '10'];
const folder = scratchFolder({ 'text.txt': poem });

/** What a command that succeeds writes. */
const output = (...words: string[]): Promise<string> => expectSuccess(run(folder, words));

/** Expects that the command ends with exit code 2 and says `message` alone. */
async function expectRefusal(words: readonly string[], message: string | RegExp) {
  const { exitCode, stderr } = await run(folder, words);
  expect(exitCode).toBe(2);
  if (typeof message === 'string') expect(stderr).toBe(`error: ${message}\n`);
  else expect(stderr).toMatch(message);
}

describe.each([
  ['word', ['--vocabulary', '19'], 'word, vocabulary 19'],
  ['bpe', ['--vocabulary', '280'], 'bpe, vocabulary 280'],
  ['unigram', ['--vocabulary', '290'], 'unigram, vocabulary 290'],
])('train --tokenizer %s', (kind, size, shown) => {
  let trained: string;

  beforeAll(async () => {
    trained = await output(...train, '--tokenizer', kind, ...size, '--run', kind);
  }, 60_000);

  it('says what it trains on, and counts tokens', () => {
    expect(trained).toMatch(new RegExp(`\\n1,008 characters as \\d+ tokens \\(${shown}\\); embedding 4, GRU 8, `));
    expect(trained).toContain('20 steps of 4 × 8 tokens (4 strips, carried state)');
    expect(trained).toContain('Loss nats a token');
  });

  it('reports bits a character, on the screen and in the history', () => {
    const [, nats, bits] = /loss +(\d+\.\d{4}) nats a token\n {2}bits +(\d+\.\d{4}) a character/.exec(trained)!;
    expect(Number(bits)).toBeLessThan(Number(nats) / Math.LN2);
    expect(trained).toMatch(/perplexity +\d+\.\d{3} a token\n {2}accuracy +\d+\.\d{2} % of \d+ tokens\n/);
    const [header, ...rows] = readFileSync(join(folder, kind, 'history.csv'), 'utf8')
      .trimEnd()
      .split('\n');
    const columns = header!.split(',');
    const last = rows.at(-1)!.split(',').map(Number);
    const figure = (name: string): number => last[columns.indexOf(name)]!;
    expect(figure('validationBitsPerCharacter').toFixed(4)).toBe(bits);
    expect(figure('validationLoss').toFixed(4)).toBe(nats);
  });

  it('stores what it was trained with', () => {
    const { settings, text } = JSON.parse(readFileSync(join(folder, kind, 'run.json'), 'utf8')) as {
      settings: object;
      text: object;
    };
    expect(settings).toMatchObject({ tokenizer: kind, vocabulary: Number(size[1]) });
    expect(text).toMatchObject({ characters: 1008, vocabulary: Number(size[1]) });
  });

  it('is sampled from, in tokens, and writes the prompt and its text as one', async () => {
    const words = ['sample', '--run', kind, '--prompt', 'Whether', '--length', '12', '--temperature', '0.7'];
    const text = await output(...words);
    expect(text).toMatch(/^Whether[^]+\n$/);
    expect(text).not.toMatch(/<unknown>|[▁Ġ]/);
    expect(await output(...words)).toBe(text);
    expect((await output(...words, '--length', '24')).length).toBeGreaterThan(text.length);
  });

  it('is evaluated with the figures that the training gave', async () => {
    const figures = await output('evaluate', '--run', kind);
    expect(trained).toContain(figures.split('\n').slice(1).join('\n'));
  });

  it('is reported with its last sample token by token', async () => {
    await output('report', '--run', kind);
    const page = readFileSync(join(folder, kind, 'report.html'), 'utf8');
    expect(page).toContain(`<th scope="row">tokenizer</th><td>${kind}</td>`);
    expect(page).toContain('Bits a character');
    expect(page).toContain('choices a token');
  });
});

describe('the tokenizer', () => {
  it('gives the run folder a name of its own', async () => {
    await output(...train, '--steps', '1', '--tokenizer', 'bpe', '--vocabulary', '270');
    expect(await output('evaluate', '--run', 'runs/text-quick-bpe-270')).toContain('a character');
  });

  it.each(['word', 'bpe', 'unigram'])('lower-cases: %s', async (kind) => {
    const size = kind === 'word' ? '18' : '290';
    const options = ['--tokenizer', kind, '--vocabulary', size, '--lowercase', '--prompt', 'WHETHER', '--steps', '1'];
    await output(...train, ...options, '--run', `lower-${kind}`);
    const tokenizer = tokenizerFromJSON(readFileSync(join(folder, `lower-${kind}`, 'tokenizer.json'), 'utf8'));
    expect(tokenizer.decode(tokenizer.encode('WHETHER'))).toBe('whether');
  });

  it('of words refuses a prompt of unknown words, or reads them as unknown', async () => {
    const sample = ['sample', '--run', 'word', '--length', '5', '--prompt', 'Whether to suffer fools or fortune'];
    await expectRefusal(
      sample,
      '--prompt must hold only words that the model knows; received " fools", " fortune". Use another text, or give --replace-unknown to read them as unknown words.',
    );
    expect(await output(...sample, '--replace-unknown')).toMatch(/^Whether to suffer fools or fortune/);
  });

  it('of words says what its bits leave out', async () => {
    writeFileSync(join(folder, 'other.txt'), 'To be in arms, to suffer slings\n'.repeat(5));
    expect(await output('evaluate', '--run', 'word', '--corpus', 'other.txt')).toMatch(
      /bits +\d+\.\d{4} a character, without the spelling of \d+ unknown words \(\d+\.\d %\): compares with no other tokenizer\n/,
    );
  });

  it('of bytes reads every text', async () => {
    expect(await output('sample', '--run', 'bpe', '--prompt', '宋词 🎭', '--length', '5')).toMatch(/^宋词 🎭/);
    await expectRefusal(
      ['sample', '--run', 'bpe', '--prompt', '宋词', '--replace-unknown'],
      "--replace-unknown is for texts that a model can't read as they are; received it for one with the tokenizer bpe, which reads every prompt. Leave it out.",
    );
  });

  it('ends a sample before a text, wherever tokens are cut', async () => {
    const whole = await output('sample', '--run', 'bpe', '--prompt', 'Whether', '--greedy', '--length', '40');
    const stop = whole.slice(12, 14);
    const stopped = await output('sample', '--run', 'bpe', '--prompt', 'Whether', '--greedy', '--stop', stop);
    expect(stopped).toBe(`Whether${whole.slice(7).split(stop)[0]}\n`);
  });
});

describe('the command line refuses', () => {
  it('a vocabulary for characters', async () => {
    await expectRefusal(
      [...train, '--vocabulary', '100', '--run', 'new'],
      '--vocabulary is a number of words or subwords; received 100 with the tokenizer char, whose vocabulary is the characters of the text. Leave it out, or give --tokenizer word, bpe or unigram.',
    );
  });

  it('an unknown tokenizer', async () => {
    await expectRefusal(
      [...train, '--tokenizer', 'unigam'],
      '--tokenizer must be one of char, word, bpe, unigram; received "unigam". Did you mean unigram?',
    );
  });

  it.each([
    ['bpe', '9000', /^error: --vocabulary must be .*received 9000.*\n$/],
    ['unigram', '9000', /^error: --vocabulary must be at most \d+ for this text; received 9000\..*\n$/],
    ['bpe', '100', /^error: --vocabulary must be .*received 100.*\n$/],
    ['word', '1', /^error: --vocabulary must be .*received 1.*\n$/],
  ])('a vocabulary that the text can not give: %s %s', async (kind, size, message) => {
    await expectRefusal([...train, '--tokenizer', kind, '--vocabulary', size, '--run', 'new'], message);
  });

  it('a text without a word that occurs twice', async () => {
    writeFileSync(join(folder, 'once.txt'), 'Shall I compare thee to a summer day');
    const { exitCode, stderr } = await run(folder, ['train', '--corpus', 'once.txt', '--tokenizer', 'word']);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr:
        'error: --corpus must hold a word that occurs twice in what is trained on, for --tokenizer word; received none. Give a longer text, or another tokenizer.\n',
    });
  });

  it('to go on with another tokenizer', async () => {
    await expectRefusal(
      ['train', '--run', 'bpe', '--resume', '--tokenizer', 'unigram', '--vocabulary', '500'],
      '--resume goes on with the settings of the run in bpe; received others:\n' +
        '  --tokenizer: bpe → unigram\n  --vocabulary: 280 → 500\n' +
        'Leave them out to go on, or begin another run in another folder with --run.',
    );
  });
});
