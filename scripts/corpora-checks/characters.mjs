import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from '../load-package.mjs';

export async function run(check, data) {
  const { trainCharTokenizer } = await load('tokenizers');
  const { consecutiveWindows, shuffledWindows } = await load('data');
  const text = readFileSync(join(data, 'tinyshakespeare.txt'), 'utf8');

  await check('the lower-cased vocabulary of Tiny Shakespeare stands in the order that the book prints', () => {
    const { vocabulary } = trainCharTokenizer(text, { lowercase: true });
    assert.equal(vocabulary.tokens.join(''), " etoaihsrn\nldumyw,cfgbp:kv.';?!-jqxz3&$");
  });

  await check('an epoch of the book has 31,247 batches, or 312 of 32 strips', () => {
    const ids = trainCharTokenizer(text, { lowercase: true }).encode(text);
    assert.equal(ids.length, 1_115_394);
    const training = ids.subarray(0, 1_000_000);
    assert.equal(shuffledWindows(training, { length: 100, batchSize: 32, seed: 42 }).size, 31_247);
    assert.equal(consecutiveWindows(training, { length: 100, batchSize: 32 }).size, 312);
  });

  await check('every text of the folder is the same after encoding and decoding', () => {
    const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    assert.ok(files.length > 10);
    for (const file of files) {
      const content = readFileSync(join(file.parentPath, file.name), 'utf8');
      const tokenizer = trainCharTokenizer(content);
      assert.ok(tokenizer.decode(tokenizer.encode(content)) === content, `${file.name} changed`);
    }
  });
}
