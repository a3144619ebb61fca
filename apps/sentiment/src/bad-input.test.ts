import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectRefused, expectSuccess, scratchFolder } from '@refrain/app-kit/testing';
import { run } from './testing/command.js';
import { reviews, small, tiny } from './testing/tiny-run.js';

const million = 'the soup was not good '.repeat(50_000);
/** Texts as people write them. */
const messy = [
  'label\ttext',
  '1\t<br /><br />The <b>soup</b> &amp; the film were GOOD :-) 5/5!!! "wow"',
  '0\tthe room was <i>bad</i> :( ;-( \ud83d\ude21 naïve “quotes”',
  '1\t:)',
  '0\t!!!',
];

const folder = scratchFolder({
  'reviews.tsv': reviews,
  'no-label.tsv': 'label\ttext\n1\tgood\n\tbad\n',
  'other-label.tsv': 'label\ttext\n1\tgood\nbad\tbad\n',
  'one-class.tsv': 'label\ttext\n1\tgood\n1\tfine\n',
  'empty-text.tsv': 'label\ttext\n1\tgood\n0\t \n',
  'no-header.tsv': '1\tgood\n0\tbad\n',
  'few.tsv': 'label\ttext\n1\tgood\n0\tbad\n',
  'latin1.tsv': Uint8Array.of(97, 9, 0xe9, 10),
  'wide.txt': 'good 1 2 3\nbad 1 2\n',
  'foreign.txt': 'bueno 1 2 3\nmalo 1 2 3\n',
  'messy.tsv': [...messy, ...reviews.split('\n').slice(1)].join('\n'),
  'long/train.tsv': `${reviews}0\t${million}\n`,
  'long/dev.tsv': reviews,
  'long/test.tsv': reviews,
  'gap.txt': 'the soup was good\n\nmy room was bad\n',
  'empty.txt': '',
  'latin1.txt': Uint8Array.of(0xe9, 10),
  'other/run.json': '{"format":"refrain-run","version":2}',
  'unfinished/run.json': '{}',
});

beforeAll(async () => {
  await expectSuccess(run(folder, ['train', ...tiny, '--steps', '4', '--max-length', '50', '--run', 'run']));
  mkdirSync(join(folder, 'other-model'));
  for (const name of ['run.json', 'tokenizer.json', 'weights.safetensors']) {
    copyFileSync(join(folder, 'run', name), join(folder, 'other-model', name));
  }
  const config = readFileSync(join(folder, 'run', 'config.json'), 'utf8');
  writeFileSync(join(folder, 'other-model', 'config.json'), config.replace('"sentiment-classifier"', '"char-rnn"'));
}, 60_000);

const expectRefusal = (words: readonly string[], refusal: { exitCode: number; message: string }): Promise<void> =>
  expectRefused(run(folder, words), refusal);

describe('train refuses', () => {
  const start = 'labelled texts must each have a text and a label, 0 or 1;';
  it.each([
    ['no-label.tsv', `${start} no-label.tsv has no label in line 3. Write one, or leave the line out.`],
    [
      'other-label.tsv',
      `${start} other-label.tsv has the label "bad" in line 3. Write one of 0, 1, neg, pos, negative, positive.`,
    ],
    ['one-class.tsv', `${start} one-class.tsv has only texts of the label 1. Give texts of both labels.`],
    ['empty-text.tsv', `${start} empty-text.tsv has an empty text in line 3. Write the text, or leave the line out.`],
    [
      'no-header.tsv',
      `${start} no-header.tsv has no column "text" or "sentence" or "review" in line 1, which names "1", "good". Write such a header, or name the column by columns.text.`,
    ],
    [
      'opinion',
      '--corpus must be opinions, imdb, or the path of labelled texts; opinion does not exist. Did you mean opinions?',
    ],
  ])('%s', async (corpus, message) => {
    await expectRefusal(['train', ...tiny, '--corpus', corpus, '--run', 'new'], { exitCode: 1, message });
  });

  it('texts of which one class only is left to train on', async () => {
    const { exitCode, stderr } = await run(folder, ['train', ...tiny, '--corpus', 'few.tsv', '--run', 'new']);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^error: --corpus must have texts of both labels to train on; of few\.tsv none with the label [01] is left beside 1 to validate and 1 to test\. Give more texts, or hold out fewer\.\n$/,
    );
  });

  it('more labels than there are', async () => {
    await expectRefusal(['train', ...tiny, '--labels', '1000', '--run', 'new'], {
      exitCode: 1,
      message:
        '--labels must be at most as many texts as there are, of each label; received 1000, of which 12 were found. Give a smaller number.',
    });
  });

  it('a file in another encoding', async () => {
    const { exitCode, stderr } = await run(folder, ['train', ...tiny, '--corpus', 'latin1.tsv', '--run', 'new']);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^error: .*UTF-8; latin1\.tsv is not valid at byte 2 \(0xe9\)\. Convert it to UTF-8\.\n$/);
  });

  it.each([
    ['wide.txt', /^error: .*wide\.txt.*line 2.*\n$/],
    [
      'foreign.txt',
      /^error: --vectors must be the vectors of words of the corpus; foreign\.txt has none of its \d+ tokens\. Check that both are of one language\.\n$/,
    ],
    ['no.txt', /^error: .*word vectors.*no\.txt.*\n$/],
  ])('word vectors of %s', async (vectors, message) => {
    const words = ['train', ...small, '--preset', 'pretrained', '--vectors', vectors, '--run', 'new'];
    const { exitCode, stderr } = await run(folder, words);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(message);
  });

  it.each([
    ['nowhere', 'nowhere holds no run. Check the path.'],
    ['unfinished', 'unfinished has not finished. Train it to its end first.'],
  ])('the language model of %s', async (model, fault) => {
    const words = ['train', ...small, '--preset', 'transfer', '--language-model', model, '--run', 'new'];
    const message = `--language-model must be the folder of a finished run of shakespeare; ${fault}`;
    await expectRefusal(words, { exitCode: 1, message });
  });

  it('a model that is no language model', async () => {
    const words = ['train', ...small, '--preset', 'transfer', '--language-model', 'run', '--run', 'new'];
    await expectRefusal(words, {
      exitCode: 1,
      message:
        'expected config.json to describe a model of the kind "char-rnn"; it is of the kind "sentiment-classifier". Load it with the option kind: "sentiment-classifier".',
    });
  });

  it('the Universal Sentence Encoder where it is not installed', async () => {
    const { exitCode, stderr } = await run(folder, [
      ...['train', '--preset', 'universal-sentence-encoder', ...small, '--run', 'new'],
    ]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^error: --preset universal-sentence-encoder needs the package .* is not installed\. .*\n$/);
  });

  it('a vocabulary without room', async () => {
    const { exitCode, stderr } = await run(folder, ['train', ...tiny, '--vocabulary', '1', '--run', 'new']);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^error: --vocabulary must be .* received 1\./);
  });
});

describe('texts as people write them', () => {
  it.each(['words', 'reviews', 'basic-english', 'spaces', 'bpe'])('are trained on as %s', async (tokenizer) => {
    const size = tokenizer === 'bpe' ? ['--vocabulary', '270'] : [];
    const options = ['--corpus', 'messy.tsv', '--tokenizer', tokenizer, ...size, '--steps', '4', '--run', tokenizer];
    await expectSuccess(run(folder, ['train', ...tiny, ...options]));
    const texts = messy.slice(1, 3).map((line) => line.slice(2));
    const classified = await expectSuccess(run(folder, ['classify', '--run', tokenizer, ...texts]));
    expect(classified.split('\n')).toHaveLength(3);
  });

  it('may be a million characters long', async () => {
    const options = ['--corpus', 'long', '--steps', '8', '--max-length', '50', '--run', 'read-long'];
    expect(await expectSuccess(run(folder, ['train', ...tiny, ...options]))).toContain(
      '\n1 of them is longer than 50 tokens, and read to there\n',
    );
    writeFileSync(join(folder, 'million.txt'), `${million}\nthe soup was good\n`);
    const classified = await run(folder, ['classify', '--run', 'read-long', '--file', 'million.txt']);
    expect(classified).toMatchObject({
      exitCode: 0,
      stderr: 'note: a text is longer than 50 tokens, and read to there\n',
    });
    expect(classified.stdout.split('\n')).toHaveLength(3);
  });
});

describe('classify refuses', () => {
  const start = 'a text must be one that the model can read;';
  it.each([
    [['--file', 'gap.txt', 'hi'], 2, '--file says what to classify; received it with a text. Give one or the other.'],
    [['--file', 'no.txt'], 1, '--file must be the path of a text file; no.txt does not exist. Check the path.'],
    [['--file', 'latin1.txt'], 1, '--file must be text in UTF-8; latin1.txt is not. Convert it to UTF-8.'],
    [['--file', 'empty.txt'], 1, '--file must be text in UTF-8; empty.txt is empty. Give a file that has text in it.'],
    [['  '], 1, `${start} text 1 is empty. Write a text, or leave it out.`],
    [
      ['Xyzzy wuzzy'],
      1,
      `${start} text 1 has only words that the model does not know: "Xyzzy wuzzy". Use other words.`,
    ],
  ])('%j', async (words, exitCode, message) => {
    await expectRefusal(['classify', '--run', 'run', ...words], { exitCode, message });
  });

  it('a text behind those before it', async () => {
    const { exitCode, stdout, stderr } = await run(folder, ['classify', '--run', 'run', '--file', 'gap.txt']);
    const message = `error: ${start} text 2 is empty. Write a text, or leave it out.\n`;
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: message });
    expect(stdout).toBe((await run(folder, ['classify', '--run', 'run', 'the soup was good'])).stdout);
  });
});

describe('a run folder is refused', () => {
  it('of another app', async () => {
    await expectRefusal(['classify', '--run', 'other', 'hi'], {
      exitCode: 1,
      message:
        "expected run.json to be a run's file; it is of format refrain-run, version 2, where refrain-sentiment-run, version 1 can be read. Use the app of Refrain that wrote it.",
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
    const { exitCode, stderr } = await run(folder, ['classify', '--run', 'other-model', 'the soup']);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^error: .*config\.json.*sentiment-classifier.*char-rnn.*\n$/);
  });

  it('whose texts are no longer there', async () => {
    const words = ['train', ...tiny, '--corpus', 'changing.tsv', '--steps', '4', '--run', 'changing'];
    writeFileSync(join(folder, 'changing.tsv'), reviews);
    expect(await run(folder, words)).toMatchObject({ exitCode: 0 });
    writeFileSync(join(folder, 'changing.tsv'), reviews.replaceAll('soup', 'meal'));
    await expectRefusal(['evaluate', '--run', 'changing'], {
      exitCode: 1,
      message:
        '--run must be a run whose texts are still there; changing.tsv has changed since. Bring the old ones back.',
    });
  });
});
