import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { load } from '../load-package.mjs';

/** The laws that take too long, or too much memory, for the tests of the package. */
export async function run(check, data) {
  const tokenizers = await load('tokenizers');
  const { bpeTokenizerFromFiles, encodeStream, decodeStream, trainBpeTokenizer, trainCharTokenizer } = tokenizers;
  const text = readFileSync(join(data, 'tinyshakespeare.txt'), 'utf8');
  const gpt2 = bpeTokenizerFromFiles({
    vocabulary: readFileSync(join(data, 'gpt2', 'encoder.json'), 'utf8'),
    merges: readFileSync(join(data, 'gpt2', 'vocab.bpe'), 'utf8'),
  });
  const trained = trainBpeTokenizer(text, { vocabularySize: 1000, pattern: 'cl100k' });
  const everyCharacter = trainCharTokenizer(allCharacters());

  const lossless = { characters: everyCharacter, gpt2, trained };
  for (const [name, tokenizer] of Object.entries(lossless)) {
    await check(`100,000 random Unicode strings come back from the tokenizer ${name}`, () => {
      assert.equal(tokenizer.lossless, true);
      const string = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 24 }),
        fc.string({ unit: 'grapheme', maxLength: 24 }),
        fc.string({ unit: fc.constantFrom(..." \n\t\r\0a's1é漢🙂\u0301\u200d\u00a0\u2028\ufeff"), maxLength: 24 }),
      );
      const law = fc.property(string, (whole) => {
        const ids = tokenizer.encode(whole, { special: 'as-text' });
        return tokenizer.decode(ids) === whole;
      });
      fc.assert(law, { seed: 1, numRuns: 100_000 });
    });
  }

  await check('50 MB of one letter take no more than their length', () => {
    const letters = 'a'.repeat(50_000_000);
    const some = trainCharTokenizer('ab');
    assert.equal(some.decode(some.encode(letters)), letters);
    assert.equal(trained.decode(trained.encode(letters)), letters);
  });

  await check('a word of 4 MB is encoded and decoded in pieces as at once', () => {
    const word = 'ab'.repeat(2_000_000);
    const whole = trained.encode(word);
    const [encoder, decoder] = [encodeStream(trained), decodeStream(trained)];
    let count = 0;
    let length = 0;
    const take = (ids) => {
      for (const id of ids) {
        assert.ok(id === whole[count++]);
        length += decoder.push(id).length;
      }
    };
    for (let start = 0; start < word.length; start += 1000) take(encoder.push(word.slice(start, start + 1000)));
    take(encoder.flush());
    assert.deepEqual([count, length + decoder.flush().length], [whole.length, word.length]);
  });
}

/** Every code point but the halves of surrogate pairs. */
function allCharacters() {
  const parts = [];
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
    if (codePoint < 0xd800 || codePoint > 0xdfff) parts.push(String.fromCodePoint(codePoint));
  }
  return parts.join('');
}
