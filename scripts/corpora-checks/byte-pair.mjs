import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from '../load-package.mjs';

/** Expected values and how they came about: byte-pair.golden.py. */
const golden = JSON.parse(readFileSync(new URL('byte-pair.golden.json', import.meta.url), 'utf8'));

export async function run(check, data) {
  const { bpeTokenizerFromFiles } = await load('tokenizers');
  const read = (name) => readFileSync(join(data, name), 'utf8');
  const gpt2 = bpeTokenizerFromFiles({ vocabulary: read('gpt2/encoder.json'), merges: read('gpt2/vocab.bpe') });

  await check("GPT-2's ids of every file are those of tiktoken and Hugging Face", () => {
    const names = Object.keys(golden.files);
    assert.ok(names.length > 20);
    for (const name of names) {
      const text = read(name);
      const ids = gpt2.encode(text);
      assert.deepEqual(digest([ids]), golden.files[name], name);
      assert.ok(gpt2.decode(ids) === text, name);
    }
  });

  await check("GPT-2's ids of 10,000 random strings are those of tiktoken and Hugging Face", () => {
    const strings = [...randomStrings()];
    assert.equal(strings.length, 10_000);
    assert.deepEqual(digest(strings.map((text) => gpt2.encode(text))), golden.random);
    for (const text of strings) assert.equal(gpt2.decode(gpt2.encode(text)), text);
  });

  await check('a text of 50 million equal letters, and a word of a million different ones', () => {
    const letters = 50_000_000;
    const equal = gpt2.encode('a'.repeat(letters));
    assert.equal(gpt2.decode(equal.slice(-10)).replaceAll('a', ''), '');
    assert.equal(
      equal.reduce((length, id) => length + gpt2.vocabulary.tokenOf(id).length, 0),
      letters,
    );
    const draw = generator();
    const word = Array.from({ length: 1_000_000 }, () => String.fromCharCode(97 + draw(26))).join('');
    assert.equal(gpt2.decode(gpt2.encode(word)), word);
  });
}

function* randomStrings() {
  const assigned = golden.assigned.split(' ').flatMap((range) => {
    const [start, end] = range.split('-').map((bound) => parseInt(bound, 16));
    return Array.from({ length: end - start }, (_, place) => start + place);
  });
  const draw = generator();
  for (let count = 0; count < 10_000; count++) {
    const length = 1 + draw(64);
    yield Array.from({ length }, () =>
      String.fromCodePoint(draw(2) === 0 ? draw(128) : assigned[draw(assigned.length)]),
    ).join('');
  }
}

/** The linear congruential generator of the Python. */
function generator() {
  let state = 1;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % below;
  };
}

function digest(lists) {
  const hash = createHash('sha256');
  let tokens = 0;
  for (const ids of lists) {
    hash.update(new Uint8Array(ids.buffer, ids.byteOffset, ids.byteLength));
    tokens += ids.length;
  }
  return { tokens, sha256: hash.digest('hex') };
}
