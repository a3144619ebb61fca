import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from '../load-package.mjs';

const node = new URL('../../packages/corpora/dist/node.js', import.meta.url).href;

/** How many texts each part has, and how many of them are positive. */
const countsOf = ({ training, validation, test }) =>
  [training, validation, test].map((part) => [part.length, part.filter(({ label }) => label === 1).length]);

export async function run(check, data) {
  const { embeddingFor, excerpt, opinions, parseWordVectors } = await load('corpora');
  const { readCorpus, readHeadlines, readLabelledTexts, readPairs, readWordVectors } = await import(node);

  await check('the labelled texts are as many as their data sets name', async () => {
    const folder = join(data, 'sentiment');
    assert.deepEqual(countsOf(await readLabelledTexts(join(folder, 'imdb'))), [
      [4_168, 2_084],
      [0, 0],
      [2_084, 1_042],
    ]);
    const [training, validation, test] = countsOf(await readLabelledTexts(join(folder, 'sst2')));
    assert.deepEqual([training[0], validation[0], test], [60_614, 6_735, [872, 444]]);
    assert.deepEqual(countsOf(await readLabelledTexts(join(folder, 'rt-polarity')))[0], [10_662, 5_331]);
    const alone = await readLabelledTexts(join(folder, 'imdb', 'test.tsv'));
    assert.deepEqual(countsOf(alone), [
      [2_084, 1_042],
      [0, 0],
      [0, 0],
    ]);
  });

  await check('reviews keep their HTML, and all their characters', async () => {
    const { training } = await readLabelledTexts(join(data, 'sentiment', 'imdb'));
    const file = await readFile(join(data, 'sentiment', 'imdb', 'train.tsv'), 'utf8');
    const texts = file
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t')[3]);
    assert.deepEqual(
      training.map(({ text }) => text),
      texts,
    );
    assert.ok(training.some(({ text }) => text.includes('<br /><br />')));
  });

  await check('the headlines of AG News are as many as its rows, of the characters that Python counts', async () => {
    const titles = await readHeadlines(join(data, 'ag_news', 'test.csv'));
    assert.deepEqual([titles.length, new Set(titles.join('')).size, titles.join('').length], [7_600, 81, 318_373]);
    assert.equal(titles[0], 'Fears for T N pension after talks');
    const few = await readHeadlines(join(data, 'ag_news', 'train-581.csv'));
    assert.deepEqual([few.length, new Set(few.join('')).size], [581, 75]);
  });

  await check(
    'the words of GloVe have the numbers of the file, read whole, in pieces or only some of them',
    async () => {
      const path = join(data, 'glove', 'glove.6B.100d.subset.txt');
      const all = await readWordVectors(path);
      assert.deepEqual([all.words.length, all.dimensions, all.words[0]], [4_500, 100, 'the']);
      assert.deepEqual(parseWordVectors(await readFile(path)), all);
      const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
      assert.deepEqual(all.values, Float32Array.from(lines.flatMap((line) => line.split(' ').slice(1).map(Number))));
      const some = await readWordVectors(path, { words: ['film', 'the', 'not-a-word'] });
      const { missing, values } = embeddingFor(some, ['film', 'not-a-word', 'the']);
      assert.deepEqual(missing, ['not-a-word']);
      assert.deepEqual(values.subarray(200), all.values.subarray(0, 100));
    },
  );

  await check('The Mysterious Island has the 1,112,350 characters and 80 symbols of the book', async () => {
    const file = await readCorpus(join(data, 'mysterious-island-1268-0.txt'), { lineEnds: 'lf' });
    const book = excerpt(file, { from: 'THE MYSTERIOUS ISLAND', to: 'End of the Project Gutenberg' });
    assert.deepEqual([book.length, new Set(book).size], [1_112_350, 80]);
  });

  await check('names, poems and sentence pairs are as many as their files name', async () => {
    const dinosaurs = await readCorpus(join(data, 'dinos.txt'));
    assert.deepEqual([dinosaurs.length, dinosaurs.split('\n').length], [19_909, 1_536]);
    assert.equal(new Set(dinosaurs.toLowerCase()).size, 27);
    const poems = [
      ['tang300', 26_738, 2_555],
      ['songci300', 32_017, 2_031],
      ['tangshi', 177_037, 4_639],
      ['songci', 179_287, 3_634],
    ];
    for (const [name, characters, distinct] of poems) {
      const poem = Array.from(await readCorpus(join(data, 'zh', `${name}.txt`)));
      assert.deepEqual([poem.length, new Set(poem).size], [characters, distinct], name);
    }
    const pairs = await readPairs(join(data, 'spa-eng', 'spa.txt'));
    assert.deepEqual([pairs.length, new Set(pairs.map(({ source }) => source)).size], [118_964, 102_904]);
  });

  await check('no opinion is a sentence of the data sets', async () => {
    const { training, heldOut } = opinions();
    const { training: sentences } = await readLabelledTexts(join(data, 'sentiment', 'rt-polarity'));
    const real = new Set(sentences.map(({ text }) => text));
    assert.ok([...training, ...heldOut].every(({ text }) => !real.has(text)));
  });
}
