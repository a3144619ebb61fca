import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from '../load-package.mjs';

/** Words and ids of whole corpora, as words.golden.py has them of Keras and of Raschka's book. */
export async function run(check, data) {
  const { trainWordTokenizer } = await load('tokenizers');
  const golden = JSON.parse(readFileSync(new URL('words.golden.json', import.meta.url), 'utf8'));
  const read = (name) => readFileSync(join(data, name), 'utf8');
  const lines = (name) => read(name).replace(/\n+$/, '').split('\n');

  const expectAnswers = (tokenizer, ids, expected) => {
    assert.equal(tokenizer.vocabulary.size, expected.size);
    assert.equal(digest(tokenizer.vocabulary.tokens), expected.vocabulary);
    assert.equal(digest(ids), expected.ids);
  };
  const encodeAll = (tokenizer, texts) => texts.map((text) => Array.from(tokenizer.encode(text)));

  const pairs = lines('spa-eng/spa.txt')
    .slice(0, 20_000)
    .map((line) => line.split('\t'));
  const sides = {
    english: pairs.map(([text]) => text),
    spanish: pairs.map(([, text]) => `startofseq ${text} endofseq`),
  };
  for (const [side, texts] of Object.entries(sides)) {
    await check(`TextVectorization of 20,000 ${side} sentences is that of Keras, cut and padded to 50`, () => {
      const tokenizer = trainWordTokenizer(texts, { behaviour: 'text-vectorization', maximumTokens: 1000 });
      const { ids, shape } = tokenizer.encodeBatch(texts, { length: 50, maximumLength: 50 });
      assert.deepEqual(shape, [texts.length, 50]);
      const rows = texts.map((_, row) => Array.from(ids.subarray(50 * row, 50 * (row + 1))));
      expectAnswers(tokenizer, rows, golden[side]);
    });
  }

  await check("the older Tokenizer's characters are those of Keras: First is 20, 6, 9, 8, 3", () => {
    const shakespeare = [read('tinyshakespeare.txt')];
    const tokenizer = trainWordTokenizer(shakespeare, { behaviour: 'legacy', characters: true });
    assert.deepEqual(Array.from(tokenizer.encode('First')), [20, 6, 9, 8, 3]);
    assert.equal(tokenizer.decode([20, 6, 9, 8, 3]), 'f i r s t');
    expectAnswers(tokenizer, encodeAll(tokenizer, shakespeare), golden.shakespeare);

    const songs = lines('zh/songci.txt');
    const chinese = trainWordTokenizer(songs, { behaviour: 'legacy', characters: true });
    expectAnswers(chinese, encodeAll(chinese, songs), golden.songci);
  });

  const reviews = lines('sentiment/imdb/train.tsv')
    .slice(1)
    .map((line) => line.split('\t')[3]);
  await check("the older Tokenizer's words of reviews are those of Keras", () => {
    const tokenizer = trainWordTokenizer(reviews, { behaviour: 'legacy' });
    expectAnswers(tokenizer, encodeAll(tokenizer, reviews), golden.reviewsOlder);
  });

  await check("the book's words of reviews are those of its code", () => {
    const tokenizer = trainWordTokenizer(reviews, {
      behaviour: 'torchtext',
      splitter: 'reviews',
      ties: 'first-seen',
      special: { padding: '<pad>', unknown: '<unk>' },
    });
    expectAnswers(tokenizer, encodeAll(tokenizer, reviews), golden.reviewsBook);
  });
}

function digest(value) {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
