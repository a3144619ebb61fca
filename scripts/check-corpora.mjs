/** Checks against real corpora in the folder given: `node scripts/check-corpora.mjs ../shared/data`. Needs a build. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const data = process.argv[2];
const root = fileURLToPath(new URL('..', import.meta.url));
const load = (name) => import(new URL(`../packages/${name}/dist/index.js`, import.meta.url).href);
const { trainCharTokenizer } = await load('tokenizers');
const { consecutiveWindows, shuffledWindows } = await load('data');

const shakespeare = join(data, 'tinyshakespeare.txt');
const text = readFileSync(shakespeare, 'utf8');
let passed = 0;
let failed = 0;

async function check(title, body) {
  const start = Date.now();
  try {
    await body();
    passed++;
    console.log(`✓ ${title} (${Date.now() - start} ms)`);
  } catch (error) {
    failed++;
    console.log(`✗ ${title}\n${error.stack}`);
  }
}

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

// Keras is further by then (.371 and 2.116): its optimizers square each occurrence's share of an embedding's gradient
// instead of their sum, which makes the steps of the embedding several times as long.
await check('500 steps of the preset geron reach what PyTorch reaches with NAdam: accuracy .330, loss 2.269', () => {
  const folder = mkdtempSync(join(tmpdir(), 'refrain-geron-'));
  try {
    const cli = join(root, 'apps/shakespeare/dist/cli.js');
    const given = ['train', '--corpus', shakespeare, '--preset', 'geron', '--steps', '500', '--run', folder];
    execFileSync(process.execPath, [cli, ...given], { stdio: ['ignore', 'inherit', 'inherit'] });
    const [names, ...rows] = readFileSync(join(folder, 'history.csv'), 'utf8').trim().split('\n');
    const values = rows.at(-1).split(',');
    const last = Object.fromEntries(names.split(',').map((name, position) => [name, Number(values[position])]));
    assert.equal(last.step, 500);
    assert.ok(last.validationAccuracy > 0.32, `validation accuracy ${last.validationAccuracy}`);
    assert.ok(last.validationLoss < 2.3, `validation loss ${last.validationLoss}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
