import { shuffledWindows } from '@refrain/data';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import * as tfData from '@tensorflow/tfjs-data';

const ids = Int32Array.from({ length: 1_000_000 }, (_, position) => (position * 7919) % 39);
const length = 100;
const batchSize = 32;

/** Shuffled windows of 101 ids a second, in batches of 32: ours and TensorFlow.js's datasets in turn, the best of each. */
export async function* run({ smoke }) {
  await tf.setBackend('cpu');
  const ours = shuffledWindows(ids, { length, batchSize, seed: 42 }).iterator();
  // The book's recipe: all windows, a shuffle in a buffer of 100,000, batches.
  const buffer = smoke ? 10 : 100_000;
  const windows = tfData.generator(function* () {
    for (let from = 0; from + length < ids.length; from++) yield ids.subarray(from, from + length + 1);
  });
  const theirs = await windows.shuffle(buffer, '42').batch(batchSize).iterator();
  (await theirs.next()).value.dispose();

  let [best, bestOfPeer] = [0, 0];
  for (let round = 0; round < (smoke ? 1 : 8); round++) {
    const batches = smoke ? 1 : 3000;
    let start = performance.now();
    for (let batch = 0; batch < batches; batch++) ours.next();
    best = Math.max(best, rate(batches, start));
    const peerBatches = smoke ? 1 : 200;
    start = performance.now();
    for (let batch = 0; batch < peerBatches; batch++) (await theirs.next()).value.dispose();
    bestOfPeer = Math.max(bestOfPeer, rate(peerBatches, start));
  }
  const config = { ids: ids.length, length: length + 1, batchSize };
  yield { name: 'refrain/windows/shuffled', value: best, unit: 'windows/s', config };
  yield { name: 'tfjs-data/windows/shuffled', value: bestOfPeer, unit: 'windows/s', config: { ...config, buffer } };
}

function rate(batches, start) {
  return Math.round((batches * batchSize * 1000) / (performance.now() - start));
}
