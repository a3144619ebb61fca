import { shuffledWindows } from '@refrain/data';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import * as tfData from '@tensorflow/tfjs-data';

const ids = Int32Array.from({ length: 1_000_000 }, (_, position) => (position * 7919) % 39);
const length = 100;
const batchSize = 32;

/** Shuffled windows of 101 ids a second, in batches of 32, ours and by TensorFlow.js's own datasets. */
export async function* run({ smoke }) {
  const config = { ids: ids.length, length: length + 1, batchSize };
  const batches = smoke ? 2 : 10_000;
  const iterator = shuffledWindows(ids, { length, batchSize, seed: 42 }).iterator();
  let start = performance.now();
  for (let batch = 0; batch < batches; batch++) iterator.next();
  const ours = (batches * batchSize * 1000) / (performance.now() - start);
  yield { name: 'refrain/windows/shuffled', value: Math.round(ours), unit: 'windows/s', config };

  // The book's recipe: all windows, a shuffle in a buffer of 100,000, batches.
  await tf.setBackend('cpu');
  const buffer = smoke ? 10 : 100_000;
  const windows = tfData.generator(function* () {
    for (let from = 0; from + length < ids.length; from++) yield ids.subarray(from, from + length + 1);
  });
  const theirs = await windows.shuffle(buffer, '42').batch(batchSize).iterator();
  const peerBatches = smoke ? 1 : 500;
  (await theirs.next()).value.dispose();
  start = performance.now();
  for (let batch = 0; batch < peerBatches; batch++) (await theirs.next()).value.dispose();
  const peer = (peerBatches * batchSize * 1000) / (performance.now() - start);
  yield {
    name: 'tfjs-data/windows/shuffled',
    value: Math.round(peer),
    unit: 'windows/s',
    config: { ...config, buffer },
  };
}
