import { expectClose, expectNoNewTensors, numericGradient } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import { squaredNorm } from './index.js';
import { testBackends } from './test-support/backends.js';

describe.each(testBackends(numericGradient))('squaredNorm on %s', (backend) => {
  beforeAll(() => tf.setBackend(backend));

  it('sums the squares of all values of all tensors', async () => {
    await expectNoNewTensors(() =>
      tf.tidy(() => {
        expect(squaredNorm([tf.tensor1d([3, 1]), tf.tensor2d([[4]])]).arraySync()).toBe(26);
      }),
    );
  });

  it('is 0 of no tensors', () => {
    tf.tidy(() => expect(squaredNorm([]).arraySync()).toBe(0));
  });

  it('has twice the values as its gradient', () => {
    tf.tidy(() => {
      const [first, second] = tf.grads((a, b) => squaredNorm([a!, b!]))([tf.tensor1d([3, 1]), tf.tensor2d([[4]])]);
      expectClose(first!.dataSync(), [6, 2]);
      expectClose(second!.dataSync(), [8]);
    });
  });
});
