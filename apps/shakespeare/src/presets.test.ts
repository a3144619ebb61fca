import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectSuccess, scratchFolder } from '@refrain/app-kit/testing';
import { run } from './testing/command.js';

const folder = scratchFolder();

beforeAll(() => {});

/** What a command that succeeds writes. */
const output = (...words: string[]): Promise<string> => expectSuccess(run(folder, words));

/** The columns of a run's history by name. */
function history(name: string): Record<string, number[]> {
  const [header, ...rows] = readFileSync(join(folder, name, 'history.csv'), 'utf8')
    .trim()
    .split('\n');
  return Object.fromEntries(
    header!.split(',').map((column, place) => [column, rows.map((row) => Number(row.split(',')[place]))]),
  );
}

function bytes(path: string): string {
  return readFileSync(join(folder, path)).toString('latin1');
}

describe('dinosaurs', () => {
  const tiny = ['train', '--preset', 'dinosaurs', '--units', '8', '--embedding', '4', '--batch', '64'];
  let trained: string;

  beforeAll(async () => {
    trained = await output(...tiny, '--epochs', '2', '--run', 'names');
  }, 60_000);

  it('reads names as lines, and says how many of those that it wrote are new', () => {
    expect(trained).toMatch(/1,500 lines of up to \d+ characters, \d+ symbols; embedding 4, GRU 8/);
    expect(trained).toContain('48 steps of 64 lines (shuffled, each to its end), 24 an epoch');
    expect(trained).toMatch(/── step 24\n(?:[a-z]+\n){8}/);
    expect(trained).toMatch(/Temperature 1\n(?:[a-z]+\n){20}/);
    expect(trained).toMatch(/ new +\d+\.\d % of 200 lines written at temperature 1 are none of the 1,500/);
  });

  it('writes names that begin as names do, a line each, none of them longer than twice the longest', async () => {
    const longest = Number(/lines of up to (\d+)/.exec(trained)![1]);
    const written = await output('sample', '--run', 'names', '--count', '30', '--temperature', '1');
    const lines = written.trimEnd().split('\n');
    expect(lines).toHaveLength(30);
    expect(new Set(lines.map((line) => line[0])).size).toBeGreaterThan(5);
    for (const line of lines) expect(line).toMatch(new RegExp(`^[a-z]{1,${2 * longest}}$`));
    expect(await output('sample', '--run', 'names', '--prompt', 'tyr')).toMatch(/^tyr[a-z]*\n$/);
  });

  it('ends where it would have ended without a stop', async () => {
    await output(...tiny, '--epochs', '1', '--run', 'twice');
    await output('train', '--preset', 'dinosaurs', '--run', 'twice', '--resume', '--epochs', '2');
    expect(bytes('twice/weights.safetensors')).toBe(bytes('names/weights.safetensors'));
    expect(bytes('twice/samples.txt')).toBe(bytes('names/samples.txt'));
  });
});

describe('headlines', () => {
  it('reads titles of AG News; writes one at each temperature after each epoch, and never padding', async () => {
    const titles = Array.from({ length: 40 }, (_, row) => `Today Oil Rises \\$${row} on ${row % 2 ? 'War' : 'Hope'}`);
    const rows = titles.map((title, row) => `"${(row % 4) + 1}","${title}","A description."`);
    writeFileSync(join(folder, 'news.csv'), `${rows.join('\n')}\n`);
    const words = ['--corpus', 'news.csv', '--units', '8', '--epochs', '2', '--run', 'news'];
    const trained = await output('train', '--preset', 'headlines', ...words);
    // 39 of 40 lines are trained on; padding and the end of a line are symbols too.
    expect(trained).toMatch(/39 lines of up to 2\d characters, \d+ symbols; one-hot input, LSTM 8/);
    expect(trained.match(/^Temperature (?:0\.3|0\.8|1|1\.3|1\.8): Today .*$/gm)).toHaveLength(10);
    expect(trained).toMatch(/Greedy\nToday .*\n/);
    expect(history('news')['validationLoss']).toHaveLength(2);
    const written = await output('sample', '--run', 'news', '--temperature', '1.8', '--count', '40');
    expect(written.trimEnd().split('\n')).toHaveLength(40);
    expect(written).not.toContain('<eos>');
    expect(await output('evaluate', '--run', 'news')).toContain('perplexity');
  }, 60_000);
});

describe('lyrics', () => {
  it.each([
    ['--stateful', '8 strips, carried state, cut anew each epoch'],
    ['--no-stateful', 'shuffled windows, 8 a batch, cut anew each epoch'],
  ])(
    'shows the perplexity of each epoch and greedy text: %s',
    async (sampling, described) => {
      const name = `lyrics${sampling}`;
      const tiny = ['--characters', '3000', '--units', '16', '--batch', '8', '--epochs', '3', '--sample-every', '10'];
      const trained = await output('train', '--preset', 'lyrics', sampling, ...tiny, '--run', name);
      expect(trained).toContain('3,000 characters');
      expect(trained).toContain(described);
      expect(trained).toMatch(/── step 10\nShall I[^\n]+\n/);
      const { loss, perplexity, step } = history(name);
      expect(step).toEqual([10, 20, 30]);
      perplexity!.forEach((value, row) => expect(value).toBeCloseTo(Math.exp(loss![row]!), 6));
      expect(perplexity![2]).toBeLessThan(perplexity![0]!);
      const [one, other] = [
        await output('sample', '--run', name, '--greedy'),
        await output('sample', '--run', name, '--greedy'),
      ];
      expect(one).toBe(other);
    },
    60_000,
  );
});

describe('verne', () => {
  it('reads a book without what Project Gutenberg puts around it; writes at three scale factors', async () => {
    const book = 'THE ISLAND\n\nThe island of the captain; the end of the sea.\n'.repeat(20).trim();
    const [start, end] = ['START', 'END'].map((word) => `*** ${word} OF THIS PROJECT GUTENBERG EBOOK THE ISLAND ***`);
    writeFileSync(
      join(folder, 'book.txt'),
      `Title: The Island #1268\r\n${start}\r\n\r\n${book}\r\n\r\n${end}\r\nLicence @\r\n`,
    );
    const tiny = ['--units', '8', '--embedding', '4', '--batch', '8', '--steps', '4'];
    const trained = await output('train', '--preset', 'verne', '--corpus', 'book.txt', ...tiny, '--run', 'verne');
    expect(trained).toContain(`${book.length.toLocaleString('en')} characters, ${new Set(book).size} symbols`);
    expect(trained.match(/^Scale factor .*\nThe island/gm)).toEqual(
      ['2', '1', '0.5'].map((factor) => `Scale factor ${factor}\nThe island`),
    );
    const sample = ['sample', '--run', 'verne', '--length', '40'];
    expect(await output(...sample, '--scale-factor', '4')).toBe(await output(...sample, '--temperature', '0.25'));
  }, 60_000);

  it('takes a scale factor or a temperature, not both', async () => {
    const both = ['sample', '--run', 'verne', '--scale-factor', '2', '--temperature', '1'];
    expect((await run(folder, both)).stderr).toBe(
      'error: --scale-factor is the temperature turned over; received --temperature 1 and --scale-factor 2. Give one of them.\n',
    );
  });
});

describe('recurrence', () => {
  it.each(['hidden-to-hidden', 'output-to-hidden', 'output-to-output'])(
    'learns, %s, and samples again',
    async (form) => {
      const tiny = ['--recurrence', form, '--units', '16', '--length', '8', '--steps', '40', '--validate-every', '10'];
      const name = `recurrence-${form}`;
      const trained = await output('train', '--preset', 'recurrence', ...tiny, '--run', name);
      expect(trained).toContain(`one-hot input, written out ${form} 16, `);
      const { loss, validationLoss } = history(name);
      expect(loss!.at(-1)).toBeLessThan(loss![0]! - 0.2);
      expect(validationLoss!.at(-1)).toBeLessThan(validationLoss![0]!);
      expect(await output('sample', '--run', name, '--length', '5')).toMatch(/^shall i.{5}\n$/is);
    },
    60_000,
  );

  it('refuses settings that it would not have', async () => {
    expect((await run(folder, ['train', '--preset', 'quick', '--recurrence', 'output-to-hidden'])).stderr).toBe(
      'error: --recurrence is of one layer of tanh units on one-hot input, without dropout; received --cell gru, --embedding 32, --recurrent-dropout 0.3. Use it with --preset recurrence.\n',
    );
  });
});

describe('presets of lines', () => {
  it.each([
    [
      ['--tokenizer', 'bpe'],
      '--tokenizer must be char with the preset headlines, which reads lines character by character; received bpe. Leave it out, or choose another preset.',
    ],
    [
      ['--stateful'],
      '--stateful carries the state from window to window; received it with the preset headlines, whose sequences are lines. Leave it out, or choose another preset.',
    ],
  ])('refuse %j', async (words, message) => {
    expect((await run(folder, ['train', '--preset', 'headlines', ...words])).stderr).toBe(`error: ${message}\n`);
  });
});
