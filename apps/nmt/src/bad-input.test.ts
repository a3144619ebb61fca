import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectRefused, expectSuccess, scratchFolder } from '@refrain/app-kit/testing';
import { run } from './testing/command.js';
import { pairs, tiny } from './testing/tiny-run.js';

const folder = scratchFolder({
  'pairs.tsv': pairs,
  'no-tab.tsv': 'go\tve\nrun corre\n',
  'empty-side.tsv': 'go\tve\nrun\t\n',
  'latin1.tsv': Uint8Array.of(97, 9, 0xe9, 10),
  'two.tsv': 'go\tve\nrun\tcorre\n',
  'latin1.txt': Uint8Array.of(0xe9, 10),
  'empty.txt': '',
  'other/run.json': '{"format":"refrain-run","version":2}',
  'gap.txt': 'the cat eats\n\nmy aunt sleeps\n',
});

beforeAll(async () => {
  const words = ['train', ...tiny, '--steps', '4'];
  await expectSuccess(run(folder, [...words, '--run', 'run']));
  // Words, and without attention.
  await expectSuccess(run(folder, [...words, '--preset', 'geron', '--run', 'geron']));
  mkdirSync(join(folder, 'other-model'));
  for (const name of ['run.json', 'source-tokenizer.json', 'target-tokenizer.json', 'weights.safetensors']) {
    copyFileSync(join(folder, 'run', name), join(folder, 'other-model', name));
  }
  const config = readFileSync(join(folder, 'run', 'config.json'), 'utf8');
  writeFileSync(join(folder, 'other-model', 'config.json'), config.replace('"encoder-decoder"', '"char-rnn"'));
}, 60_000);

const expectRefusal = (words: readonly string[], refusal: { exitCode: number; message: string }): Promise<void> =>
  expectRefused(run(folder, words), refusal);

describe('train refuses', () => {
  const lines = 'pairs must be lines of a sentence, a tab and its translation;';
  it.each([
    ['no-tab.tsv', `${lines} no-tab.tsv has no tab in line 2. Put one between the sentence and its translation.`],
    [
      'empty-side.tsv',
      `${lines} empty-side.tsv has nothing behind the tab in line 2. Write the translation, or leave the line out.`,
    ],
    [
      'two.tsv',
      '--corpus must have more sentences than are held out; two.tsv has 2 different ones, of which --validation 2 and --test 3 are to be held out. Give more pairs, or hold out fewer.',
    ],
    [
      'phrasbook',
      '--corpus must be phrasebook, spa-eng, or the path of a file of sentence pairs; phrasbook does not exist. Did you mean phrasebook?',
    ],
  ])('%s', async (corpus, message) => {
    await expectRefusal(['train', ...tiny, '--corpus', corpus, '--run', 'new'], { exitCode: 1, message });
  });

  it('a file in another encoding', async () => {
    const { exitCode, stderr } = await run(folder, ['train', ...tiny, '--corpus', 'latin1.tsv', '--run', 'new']);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^error: .*UTF-8; latin1\.tsv is not valid at byte 2 \(0xe9\)\. Convert it to UTF-8\.\n$/);
  });

  it('a length that leaves no pair', async () => {
    await expectRefusal(['train', ...tiny, '--max-length', '2', '--run', 'new'], {
      exitCode: 1,
      message:
        '--max-length must leave at least one pair to train on; received 2, and all 11 are longer on one side. Raise it.',
    });
  });

  it('a vocabulary too small for the bytes', async () => {
    const { exitCode, stderr } = await run(folder, ['train', ...tiny, '--vocabulary', '20', '--run', 'new']);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^error: --vocabulary must be .* received 20\./);
  });
});

describe('translate refuses', () => {
  it.each([
    [['--beam', '0', 'hi'], 2, '--beam must be a positive integer; received 0. With 1 the search is greedy.'],
    [
      ['--n-best', '5', 'hi'],
      2,
      '--n-best must be at most --beam, which is 4; received 5. Ask for fewer translations, or follow more beginnings.',
    ],
    [
      ['--file', 'gap.txt', 'hi'],
      2,
      '--file says what to translate; received it with a sentence. Give one or the other.',
    ],
    [['--file', 'no.txt'], 1, '--file must be the path of a text file; no.txt does not exist. Check the path.'],
    [['--file', 'latin1.txt'], 1, '--file must be text in UTF-8; latin1.txt is not. Convert it to UTF-8.'],
    [['--file', 'empty.txt'], 1, '--file must be text in UTF-8; empty.txt is empty. Give a file that has text in it.'],
    [
      ['  '],
      1,
      'a sentence must be one that the model can read; sentence 1 is empty. Write a sentence, or leave it out.',
    ],
    [
      ['the cat '.repeat(30)],
      1,
      'a sentence must be one that the model can read; sentence 1 has TOKENS tokens, and the model was trained on at most 50. Divide it, or train with a larger --max-length.',
    ],
  ])('%j', async (words, exitCode, message) => {
    const { exitCode: received, stderr } = await run(folder, ['translate', '--run', 'run', ...words]);
    expect({ exitCode: received, stderr: stderr.replace(/\d+ tokens/, 'TOKENS tokens') }).toEqual({
      exitCode,
      stderr: `error: ${message}\n`,
    });
  });
});

describe('translate refuses without attention', () => {
  it.each([
    [['--replace-unknown'], '--replace-unknown'],
    [['--show', 'attention'], '--show attention'],
  ])('%j', async (words, option) => {
    await expectRefusal(['translate', '--run', 'geron', ...words, 'the cat'], {
      exitCode: 1,
      message: `${option} needs a model with attention; this one has none. Leave it out.`,
    });
  });

  it('a sentence of unknown words only', async () => {
    await expectRefusal(['translate', '--run', 'geron', 'Xyzzy wuzzy!'], {
      exitCode: 1,
      message:
        'a sentence must be one that the model can read; sentence 1 has only words that the model does not know: "Xyzzy wuzzy!". Use other words.',
    });
  });
});

describe('a sentence that can not be read', () => {
  it.each([[], ['--show', 'beam']])('ends the translation behind those before it: %j', async (...options) => {
    const { exitCode, stdout, stderr } = await run(folder, [
      'translate',
      '--run',
      'run',
      '--file',
      'gap.txt',
      ...options,
    ]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr:
        'error: a sentence must be one that the model can read; sentence 2 is empty. Write a sentence, or leave it out.\n',
    });
    expect(stdout).toBe((await run(folder, ['translate', '--run', 'run', 'the cat eats', ...options])).stdout);
    expect(stdout).not.toBe('');
  });
});

describe('a run folder is refused', () => {
  it('of another app', async () => {
    await expectRefusal(['translate', '--run', 'other', 'hi'], {
      exitCode: 1,
      message:
        "expected run.json to be a run's file; it is of format refrain-run, version 2, where refrain-translation-run, version 2 can be read. Use the app of Refrain that wrote it.",
    });
  });

  it('with other hyper-parameters, listing them', async () => {
    await expectRefusal(['train', '--run', 'run', '--resume', '--units', '16'], {
      exitCode: 2,
      message:
        '--resume goes on with the settings of the run in run; received others:\n  --units: 8 → 16\n' +
        'Leave them out to go on, or begin another run in another folder with --run.',
    });
  });

  it('with a model of another kind', async () => {
    const { exitCode, stderr } = await run(folder, ['translate', '--run', 'other-model', 'the cat']);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^error: .*config\.json.*encoder-decoder.*char-rnn.*\n$/);
  });

  it('that is not there, naming those beside it', async () => {
    const { exitCode, stderr } = await run(folder, ['translate', '--run', 'ruin', 'the cat']);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^error: --run must be the folder of a run; ruin holds none\. Runs beside it: .*run.*\. To train one: /,
    );
  });
});
