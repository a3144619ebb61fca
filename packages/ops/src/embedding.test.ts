import '@tensorflow/tfjs-backend-cpu';
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import { embedding } from './index.js';

tf.env().set('IS_TEST', true);
// Two more kinds of backend: one that sums segments itself, and one that can't, as the wasm backend.
for (const name of ['with-segment-sum', 'without-segment-sum']) {
  tf.registerBackend(name, () => new MathBackendCPU());
  tf.copyRegisteredKernels('cpu', name);
}
tf.unregisterKernel(tf.UnsortedSegmentSum, 'without-segment-sum');

describe.each(['cpu', 'with-segment-sum', 'without-segment-sum'])('embedding on the backend %s', (backend) => {
  beforeAll(() => tf.setBackend(backend));

  it('looks up the row of each id', async () => {
    await expectNoNewTensors(() =>
      tf.tidy(() => {
        const ids = tf.tensor2d([[1, 0]], [1, 2], 'int32');
        expect(embedding(ids, tf.tensor2d([[1, 2], [3, 4]])).arraySync()).toEqual([[[3, 4], [1, 2]]]); // prettier-ignore
      }),
    );
  });

  it('gives each row the sum of the gradients at its positions', async () => {
    await expectNoNewTensors(() =>
      tf.tidy(() => {
        const ids = tf.tensor2d([2, 0, 2, 2], [2, 2], 'int32');
        const factors = tf.tensor3d([1, 10, 2, 20, 3, 30, 4, 40], [2, 2, 2]);
        const table = tf.variable(tf.zeros([4, 2])) as unknown as tf.Tensor2D;
        const gradient = tf.grad((rows: tf.Tensor) => tf.sum(tf.mul(embedding(ids, rows as tf.Tensor2D), factors)))(
          table,
        );
        expect(gradient.arraySync()).toEqual([[2, 20], [0, 0], [8, 80], [0, 0]]); // prettier-ignore
        table.dispose();
      }),
    );
  });

  it('refuses ids that are not integers', () => {
    tf.tidy(() => {
      expect(() => embedding(tf.zeros([1, 2]), tf.zeros([3, 2]))).toThrow(
        "ids must be an int32 tensor; received float32. Make it with the type 'int32', or use tf.cast.",
      );
    });
  });
});
