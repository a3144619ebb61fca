import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expectRefused, expectSuccess, filesOf, scratchFolder } from '@refrain/app-kit/testing';
import { run } from './testing/command.js';
import { poem, tiny } from './testing/tiny-run.js';

const train = ['train', '--corpus', 'text.txt', ...tiny, '--steps', '4', '--checkpoint-every', '2'];
const folder = scratchFolder({
  'text.txt': poem,
  'empty.txt': '',
  'short.txt': 'To be.',
  'binary.txt': Uint8Array.of(65, 66, 0, 67),
  'latin1.txt': Uint8Array.of(84, 111, 32, 0xe9, 116, 101),
});

beforeAll(async () => {
  mkdirSync(join(folder, 'folder'));
  await expectSuccess(run(folder, [...train, '--run', 'run']));
}, 60_000);

const expectRefusal = (words: readonly string[], refusal: { exitCode: number; message: string }): Promise<void> =>
  expectRefused(run(folder, words), refusal);

describe('train refuses a corpus', () => {
  const names = 'sonnets, tinyshakespeare, or the path of a text file';
  const allNames = 'sonnets, tinyshakespeare, names, headlines, or the path of a text file';
  it.each([
    ['empty.txt', 'a corpus must be text in UTF-8; empty.txt is empty. Give a file that has text in it.'],
    [
      'binary.txt',
      'a corpus must be text in UTF-8; binary.txt has a NUL at byte 2, as only binary files have. Give a text file.',
    ],
    ['latin1.txt', 'a corpus must be text in UTF-8; latin1.txt is not valid at byte 3 (0xe9). Convert it to UTF-8.'],
    ['folder', `a corpus must be ${names}; folder is a folder. Give the path of a file.`],
    ['no.txt', `--corpus must be ${allNames}; no.txt does not exist. Check the path.`],
    ['sonets', `--corpus must be ${allNames}; sonets does not exist. Did you mean sonnets?`],
    [
      'short.txt',
      '--corpus must leave at least 36 characters to train on, for a window of 8 and the character behind it in each of 4 strips; received 5. Give a longer text, or a smaller --length or --batch.',
    ],
  ])('%s', async (corpus, message) => {
    await expectRefusal(['train', '--corpus', corpus, ...tiny, '--run', 'new'], { exitCode: 1, message });
  });
});

describe('the command line refuses', () => {
  const help = 'Give --help to see what there is.';
  it.each([
    [['trian'], 'a command must be one of train, sample, evaluate, report; received "trian". Did you mean train?'],
    [['train', '--unit', '8'], `unknown option '--unit'\n(Did you mean --units?)\n${help}`],
    [
      ['train', '--preset', 'geron-stateles'],
      '--preset must be one of quick, geron, geron-single, geron-stateful, stacked, char-rnn, dinosaurs, headlines, lyrics, verne, recurrence, best; received "geron-stateles". Did you mean geron-stateful?',
    ],
    [
      ['train', '--steps', '5', '--epochs', '2'],
      '--steps and --epochs both say how long to train; received --steps 5 and --epochs 2. Give one of them.',
    ],
    [['train', '--steps', '0'], '--steps must be a positive integer; received 0.'],
    [['sample'], `required option '--run <folder>' not specified\n${help}`],
    [
      ['sample', '--run', 'run', '--temperature', '0'],
      '--temperature must be a positive number; received 0. For the most probable text give --greedy.',
    ],
    [
      ['sample', '--run', 'run', '--temperature', '-1'],
      '--temperature must be a positive number; received -1. For the most probable text give --greedy.',
    ],
    [
      ['sample', '--run', 'run', '--temperature', 'NaN'],
      '--temperature must be a positive number; received "NaN". For the most probable text give --greedy.',
    ],
    [
      ['sample', '--run', 'run', '--greedy', '--temperature', '1', '--top-k', '5'],
      '--greedy always takes the most probable token; received also --temperature, --top-k, which would change nothing. Give one or the other.',
    ],
    [
      ['sample', '--run', 'run', '--prompt', ''],
      '--prompt must not be empty; received "". Give at least one character, or leave the option out.',
    ],
    [
      ['sample', '--run', 'run', '--prompt', 'To é or €'],
      '--prompt must hold only characters that the model knows; received "é", "€". Use another text, or give --replace-unknown to use the nearest known characters.',
    ],
  ])('%j', async (words, message) => {
    await expectRefusal(words, { exitCode: 2, message });
  });
});

describe('a run folder is refused', () => {
  it('without a run, naming the runs beside it', async () => {
    for (const command of [['sample'], ['evaluate'], ['report'], ['train', '--resume']]) {
      const { exitCode, stderr } = await run(folder, [...command, '--run', 'folder']);
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(
        /^error: --run must be the folder of a run; folder holds none\. Runs beside it: run\. To train one: node .*cli\.js train --run folder\n$/,
      );
    }
  });

  it('that is a file', async () => {
    await expectRefusal([...train, '--run', 'short.txt'], {
      exitCode: 2,
      message: '--run must be a folder; short.txt is a file. Give the name of another folder.',
    });
  });

  it('that holds a run already', async () => {
    const before = filesOf(join(folder, 'run'));
    const { exitCode, stderr } = await run(folder, [...train, '--run', 'run']);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /^error: --run must be a folder without a run; run holds one\. To go on with it:\n {2}node .*cli\.js train --run run --resume\nTo begin another one give another folder with --run\.\n$/,
    );
    expect(filesOf(join(folder, 'run'))).toEqual(before);
  });

  it('with other hyper-parameters, listing them', async () => {
    const others = ['--corpus', 'sonnets', '--units', '16', '--seed', '1', '--batch', '4'];
    await expectRefusal(['train', '--run', 'run', '--resume', ...others], {
      exitCode: 2,
      message:
        '--resume goes on with the settings of the run in run; received others:\n' +
        `  --corpus: ${join(folder, 'text.txt')} → sonnets\n  --units: 8 → 16\n  --seed: 42 → 1\n` +
        'Leave them out to go on, or begin another run in another folder with --run.',
    });
  });
});

describe('report refuses', () => {
  it.each([
    ['no/such/page.html', 'there is no such folder. Make it, or give another place'],
    ['folder', 'a folder stands where a file is needed. Give another place'],
  ])('to write %s', async (file, reason) => {
    const message = `the system refused to open ${file}: ${reason}, and run the command again.`;
    await expectRefusal(['report', '--run', 'run', '--output', file], { exitCode: 1, message });
  });
});

describe('--debug', () => {
  it('adds the stack trace to what is said', async () => {
    const words = ['train', '--corpus', 'no.txt', '--run', 'new'];
    expect((await run(folder, words)).stderr).not.toContain('    at ');
    expect((await run(folder, [...words, '--debug'])).stderr).toMatch(
      /^error: --corpus must be .*\n\nCommandError: .*\n {4}at /,
    );
  });
});
