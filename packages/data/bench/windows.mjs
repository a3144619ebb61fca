/**
 * Shuffled windows a second: this package's beside those of tfjs-data, which has no windows of its own.
 *
 * Prints one JSON line a figure. Run: node packages/data/bench/windows.mjs [seconds], after the package was built.
 */
import { shuffledWindows, windows, sequenceBatch } from '@refrain/data';
import * as tf from '@tensorflow/tfjs-core';
import * as tfData from '@tensorflow/tfjs-data';
import '@tensorflow/tfjs-backend-cpu';

const seconds = Number(process.argv[2] ?? 3);
const config = { ids: 1_000_000, length: 100, batchSize: 32 };
const ids = Int32Array.from({ length: config.ids }, (_, place) => (place * 7919) % 39);

const refrain = (data, extra = {}) => ({
  batches: () => data.iterator(),
  rowsOf: ({ inputs }) => inputs.shape[0],
  extra,
});
const measured = {
  'refrain/windows/shuffled': refrain(
    shuffledWindows(ids, { length: config.length, batchSize: config.batchSize, seed: 42 }),
  ),
  'refrain/windows/chained': refrain(
    windows(ids, { length: config.length + 1, shift: 1, dropRemainder: true })
      .shuffle({ seed: 42 })
      .batch(config.batchSize)
      .map((rows) => sequenceBatch(rows)),
  ),
  // As the best user of tfjs-data would: a generator of windows, a buffer of 10,000 for the shuffle, stacked batches.
  'tfjs-data/windows/shuffled': {
    async batches() {
      const source = tfData.generator(function* () {
        for (let start = 0; start + config.length < ids.length; start++) {
          yield { window: tf.tensor1d(ids.subarray(start, start + config.length + 1), 'int32') };
        }
      });
      const iterator = await source.shuffle(10_000, '42').batch(config.batchSize).iterator();
      return iterator;
    },
    rowsOf({ window }) {
      const [rows] = window.shape;
      window.dispose();
      return rows;
    },
    extra: { bufferSize: 10_000 },
  },
};

await tf.setBackend('cpu');
for (const [name, { batches, rowsOf, extra }] of Object.entries(measured)) {
  const iterator = await batches();
  // Fills buffers and lets the engine compile before the clock starts.
  for (let warm = 0; warm < 20; warm++) rowsOf((await iterator.next()).value);
  let count = 0;
  const start = performance.now();
  while (performance.now() - start < seconds * 1000) {
    const { done, value } = await iterator.next();
    if (done) break;
    count += rowsOf(value);
  }
  const value = Math.round((count / (performance.now() - start)) * 1000);
  console.log(JSON.stringify({ name, value, unit: 'windows/s', config: { ...config, ...extra } }));
}
