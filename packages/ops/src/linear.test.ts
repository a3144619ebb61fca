import { expectClose, expectNoNewTensors, numericGradient } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import { linear } from './index.js';
import { testBackends } from './test-support/backends.js';
import { linearReference } from './test-support/reference-kernels.js';
import { wave } from './test-support/wave.js';

describe.each(testBackends(numericGradient))('linear on %s', (backend) => {
  beforeAll(() => tf.setBackend(backend));

  it('multiplies by the kernel and adds the bias', async () => {
    await expectNoNewTensors(() =>
      tf.tidy(() => {
        const result = linear(tf.tensor2d([[1, 2]]), tf.tensor2d([[1, 0], [0, 10]]), tf.tensor1d([5, 5])); // prettier-ignore
        expect(result.arraySync()).toEqual([[6, 25]]);
      }),
    );
  });

  it('works over the last axis of any input', () => {
    tf.tidy(() => {
      const kernel = tf.tensor2d([[1], [10]]);
      const values = tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8], [2, 1, 2, 2]);
      expect(linear(values, kernel).arraySync()).toEqual([[[[21], [43]]], [[[65], [87]]]]);
    });
  });

  it('takes one-hot rows of integers, as any operation of TensorFlow.js does', () => {
    tf.tidy(() => {
      const rows = tf.oneHot(tf.tensor1d([1], 'int32'), 2);
      expect(linear(rows, tf.tensor2d([[1], [10]])).arraySync()).toEqual([[10]]);
    });
  });

  it.each(['with', 'without'])('has the gradients of its definition %s a bias', async (form) => {
    const x = Float64Array.from(wave(1, 6));
    const kernel = Float64Array.from(wave(2, 12));
    const bias = form === 'with' ? Float64Array.from(wave(3, 4)) : new Float64Array(4);
    const loss = (): number =>
      linearReference(x, kernel, bias).reduce((sum, value, index) => sum + value * wave(4, 8)[index]!, 0);
    await expectNoNewTensors(() =>
      tf.tidy(() => {
        const shapes = [[2, 1, 3], [3, 4], [4]];
        const tensors = [x, kernel, bias].map((values, index) => tf.tensor(Float32Array.from(values), shapes[index]));
        const gradients = tf.grads((input, weights, added) =>
          tf.sum(
            tf.mul(linear(input!, weights as tf.Tensor2D, added as tf.Tensor1D), tf.tensor(wave(4, 8), [2, 1, 4])),
          ),
        )(form === 'with' ? tensors : tensors.slice(0, 2));
        [x, kernel, bias].slice(0, gradients.length).forEach((values, index) => {
          expectClose(gradients[index]!.dataSync(), numericGradient(loss, values));
        });
      }),
    );
  });

  it('refuses what does not fit', () => {
    tf.tidy(() => {
      expect(() => linear(tf.zeros([2, 3]), tf.zeros([2, 3]))).toThrow(
        'input must have the shape [any, 2]; received [2, 3].',
      );
      expect(() => linear(tf.zeros([3]), tf.zeros([3, 3]))).toThrow(
        'input must have the shape [any, 3]; received [3].',
      );
      expect(() => linear(tf.zeros([2, 3]), tf.zeros([3, 4]), tf.zeros([3]))).toThrow(
        'bias must have the shape [4]; received [3].',
      );
    });
  });
});
