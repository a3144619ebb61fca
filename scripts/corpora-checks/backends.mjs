import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from '../load-package.mjs';

// What tools/build-tensorflow.mjs built, where it did.
process.env.REFRAIN_TENSORFLOW ||= fileURLToPath(new URL('../../.tensorflow', import.meta.url));
const isBuilt = existsSync(join(process.env.REFRAIN_TENSORFLOW, 'node_modules/@tensorflow/tfjs-node'));
const [other, steps] = isBuilt ? ['tensorflow', 200] : ['cpu', 3];
const why = isBuilt ? '' : ' (no tensorflow: node tools/build-tensorflow.mjs builds it)';

export async function run(check, data) {
  const title = `${steps} steps of the preset geron have the losses on ${other} that they have on refrain, to 0.1 %${why}`;
  await check(title, async () => {
    const text = readFileSync(join(data, 'tinyshakespeare.txt'), 'utf8').toLowerCase();
    const expected = await lossesOn('refrain', text);
    const actual = await lossesOn(other, text);
    assert.equal(actual.length, steps);
    const differences = actual.map((loss, step) => Math.abs(loss / expected[step] - 1));
    const largest = Math.max(...differences);
    const step = differences.indexOf(largest) + 1;
    console.log(`largest relative difference of ${steps} losses: ${largest.toExponential(1)}, at step ${step}`);
    assert.ok(largest <= 1e-3, `the loss of step ${step} differs by ${largest}`);
  });
}

/** The loss of every step: the preset's numbers, from the same weights and over the same windows each time. */
async function lossesOn(backend, text) {
  const [{ pickBackend }, { Random }, { charRnn }] = await Promise.all(['backend', 'core', 'models'].map(load));
  const [{ shuffledWindows }, { trainCharTokenizer }] = await Promise.all(['data', 'tokenizers'].map(load));
  const { nadam, train } = await load('training');
  await pickBackend({ backend });
  const tokenizer = trainCharTokenizer(text);
  const ids = tokenizer.encode(text.slice(0, 1_000_000));
  const sizes = { vocabularySize: tokenizer.vocabulary.size, embedding: 16, cell: 'gru', units: [128] };
  const model = charRnn(sizes, new Random(42).fork('weights'));
  const optimizer = nadam(1e-3);
  const losses = [];
  await train({
    ...{ model, optimizer, steps, random: new Random(42) },
    data: shuffledWindows(ids, { length: 100, batchSize: 32, seed: 42 }),
    callbacks: [{ name: 'losses', onStep: ({ loss }) => void losses.push(loss) }],
  });
  optimizer.dispose();
  model.dispose();
  return losses;
}
