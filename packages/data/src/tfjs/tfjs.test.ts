import { expectNoNewTensors } from '@refrain/testing';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { consecutiveWindows, fromIterable, range, shuffledWindows } from '../index.js';
import { sequenceTensors, toTfjsDataset } from '../tfjs.js';

const ids = Int32Array.from({ length: 20 }, (_, id) => id);

beforeAll(() => tf.setBackend('cpu'));

describe('toTfjsDataset', () => {
  it('gives tfjs-data the batches in order, as tensors', async () => {
    await expectNoNewTensors(async () => {
      const data = toTfjsDataset(consecutiveWindows(ids, { length: 3, batchSize: 2 }), sequenceTensors);
      expect(data.size).toBe(3);
      const read: unknown[] = [];
      await data.forEachAsync(({ xs, ys }) => {
        expect([xs.dtype, xs.shape, ys.dtype, ys.shape]).toEqual(['int32', [2, 3], 'float32', [2, 3, 1]]);
        read.push([Array.from(xs.dataSync()), Array.from(ys.dataSync())]);
        tf.dispose([xs, ys]);
      });
      expect(read).toEqual([
        [
          [0, 1, 2, 10, 11, 12],
          [1, 2, 3, 11, 12, 13],
        ],
        [
          [3, 4, 5, 13, 14, 15],
          [4, 5, 6, 14, 15, 16],
        ],
        [
          [6, 7, 8, 16, 17, 18],
          [7, 8, 9, 17, 18, 19],
        ],
      ]);
    });
  });

  it('goes on with the operators of tfjs-data', async () => {
    await expectNoNewTensors(async () => {
      const batches = await toTfjsDataset(range(5), (value) => value)
        .batch(2)
        .toArray();
      expect((batches as tf.Tensor[]).map((batch) => Array.from(batch.dataSync()))).toEqual([[0, 1], [2, 3], [4]]);
      tf.dispose(batches as tf.Tensor[]);
    });
  });

  it('reads the next epoch each time, as fitDataset does', async () => {
    const shuffled = shuffledWindows(ids, { length: 3, batchSize: 4, seed: 1 });
    const data = toTfjsDataset(shuffled, ({ inputs }) => Array.from(inputs.ids));
    expect(await data.toArray()).toEqual([...shuffled.iterator(0)].map(({ inputs }) => [...inputs.ids]));
    expect(await data.toArray()).toEqual([...shuffled.iterator(1)].map(({ inputs }) => [...inputs.ids]));
  });

  it('reads asynchronous datasets and passes unknown sizes on', async () => {
    const data = toTfjsDataset(fromIterable(() => [1, 2, 3]).prefetch(2), (value) => value);
    expect(data.size).toBeNull();
    expect(await data.toArray()).toEqual([1, 2, 3]);
  });
});
