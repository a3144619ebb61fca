import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from '../load-package.mjs';

/** Vocabularies and merges learned from whole corpora, as train-byte-pair.golden.py has them of Hugging Face's trainers. */
export async function run(check, data) {
  const { trainBpeTokenizer, trainWordPieceTokenizer } = await load('tokenizers');
  const golden = JSON.parse(readFileSync(new URL('train-byte-pair.golden.json', import.meta.url), 'utf8'));
  const read = (name) => readFileSync(join(data, name), 'utf8');
  const pairs = read('spa-eng/spa.txt')
    .replace(/\n+$/, '')
    .split('\n')
    .map((line) => line.split('\t'));
  const texts = {
    tinyshakespeare: read('tinyshakespeare.txt'),
    english: pairs.map(([text]) => text),
    spanish: pairs.map(([, text]) => text),
    songci: read('zh/songci.txt'),
  };

  for (const [name, sizes] of Object.entries(golden.bytePair)) {
    for (const [size, expected] of Object.entries(sizes)) {
      await check(`${size} byte-pair tokens learned from ${name}, and their merges, are Hugging Face's`, () => {
        const { tokens, model } = trainBpeTokenizer(texts[name], { vocabularySize: Number(size) }).toJSON();
        assert.equal(digest(tokens), expected.tokens);
        assert.equal(digest(model.merges.map(([left, right]) => `${tokens[left]} ${tokens[right]}`)), expected.merges);
      });
    }
  }
  for (const [name, sizes] of Object.entries(golden.wordPiece)) {
    for (const [size, expected] of Object.entries(sizes)) {
      await check(`${size} word pieces learned from ${name} are Hugging Face's`, () => {
        const { tokens } = trainWordPieceTokenizer(texts[name], { vocabularySize: Number(size) }).vocabulary;
        assert.equal(digest(tokens), expected);
      });
    }
  }
}

function digest(value) {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
