import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from '../load-package.mjs';

/** Expected values and how they came about: word-piece.golden.py. */
const golden = JSON.parse(readFileSync(new URL('word-piece.golden.json', import.meta.url), 'utf8'));

export async function run(check, data) {
  const { tokenizerFromJSON } = await load('tokenizers');
  const tokenizer = tokenizerFromJSON(bert(golden.tokens));
  const texts = sentences(data);
  const encodings = texts.map((text) => tokenizer.encodeWithOffsets(text));

  await check('WordPiece ids and offsets of 10,000 sentences are those of Hugging Face', () => {
    assert.equal(texts.length, 10_000);
    assert.equal(digest(encodings.map(({ ids }) => ids.join(' '))), golden.ids);
    assert.equal(digest(encodings.map(({ offsets }) => offsets.join(' '))), golden.offsets);
    const unknown = encodings.reduce((count, { ids }) => count + ids.filter((id) => id === 1).length, 0);
    assert.equal(unknown, golden.unknown);
    for (const [row, text] of texts.entries()) assert.deepEqual(tokenizer.encode(text), encodings[row].ids);
  });

  await check('the texts of these ids are those of Hugging Face', () => {
    assert.equal(digest(encodings.map(({ ids }) => tokenizer.decode(ids))), golden.decoded);
  });
}

function bert(tokens) {
  const special = ['padding', 'unknown', 'start', 'end', 'mask'];
  return {
    format: 'refrain-tokenizer',
    version: 1,
    kind: 'word-piece',
    tokens,
    added: special.map((_, id) => ({ id, special: true })),
    roles: Object.fromEntries(special.map((role, id) => [role, id])),
    normalizers: [{ type: 'bert', cleanText: true, isolateChinese: true, stripAccents: true, lowercase: true }],
    preTokenizers: [{ type: 'bert' }],
    model: { continuingPrefix: '##', maximumCharacters: 100 },
    decoders: [{ type: 'word-piece', prefix: '##', cleanup: true }],
  };
}

function sentences(data) {
  const lines = (name) => readFileSync(join(data, name), 'utf8').split('\n');
  const every = (texts, step) => texts.filter((_, index) => index % step === 0);
  const pairs = every(lines('spa-eng/spa.txt'), 60).filter((line) => line !== '');
  return [
    ...pairs.flatMap((line) => line.split('\t').slice(0, 2)),
    ...every(lines('tinyshakespeare.txt'), 12),
    ...lines('zh/songci.txt'),
  ].slice(0, 10_000);
}

function digest(lines) {
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
