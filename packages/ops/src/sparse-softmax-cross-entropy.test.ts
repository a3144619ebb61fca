import { expectClose, expectNoNewTensors, numericGradient } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { sparseSoftmaxCrossEntropy, type SparseSoftmaxCrossEntropyOptions } from './index.js';
import { testBackends } from './test-support/backends.js';
import { crossEntropyReference } from './test-support/reference-kernels.js';
import { wave } from './test-support/wave.js';

/** [mean, weight, correct] and the gradient of the mean. */
function run(
  logits: tf.Tensor,
  targets: tf.Tensor,
  options?: SparseSoftmaxCrossEntropyOptions,
): { scalars: number[]; gradient: ArrayLike<number> } {
  return tf.tidy(() => {
    const results = sparseSoftmaxCrossEntropy(logits, targets, options);
    const gradient = tf.grad((scores: tf.Tensor) => sparseSoftmaxCrossEntropy(scores, targets, options).mean)(logits);
    return {
      scalars: [results.mean, results.weight, results.correct].map((value) => value.dataSync()[0]!),
      gradient: gradient.dataSync(),
    };
  });
}

describe.each(testBackends(numericGradient))('sparseSoftmaxCrossEntropy on %s', (backend) => {
  beforeAll(() => tf.setBackend(backend));

  it('is the logarithm of the number of classes where all are equal, and the first of equals counts', () => {
    tf.tidy(() => {
      const { scalars } = run(tf.zeros([2, 4]), tf.tensor1d([0, 3], 'int32'));
      expectClose(scalars, [Math.log(4), 2, 1]);
    });
  });

  // x = torch.tensor(3 * wave(1, 2, 3, 4), requires_grad=True); y = torch.tensor([0, 3, 2, 1, 1, 0])
  // cross_entropy(x.reshape(6, 4), y, label_smoothing=.1, ignore_index=2), and its gradient; PyTorch 2.13, float64
  it('gives the numbers of PyTorch with label smoothing and an ignored id', async () => {
    await expectNoNewTensors(() =>
      tf.tidy(() => {
        const logits = tf.mul(tf.tensor3d(wave(1, 24), [2, 3, 4]), 3);
        const targets = tf.tensor2d([0, 3, 2, 1, 1, 0], [2, 3], 'int32');
        const { scalars, gradient } = run(logits, targets, { labelSmoothing: 0.1, ignoredId: 2 });
        expectClose(scalars, [3.00939032, 5, 1]);
        expectClose(
          gradient,
          [
            -0.0489175028, 0.0454136161, -0.0031572458, 0.00666113245, 0.150717657, 0.00683480155, -0.00364737862,
            -0.15390508, 0, 0, 0, 0, 0.0462967463, -0.183429134, 0.00115107784, 0.135981309, 0.0138861481, -0.183560309,
            0.0195185199, 0.150155641, -0.178023842, -0.0024078222, 0.0867895421, 0.0936421219,
          ],
        );
      }),
    );
  });

  // w = torch.tensor([1, .5, 0, 2, 1, .25]); (cross_entropy(x.reshape(6, 4), y, reduction='none') * w).sum() / w.sum()
  it('gives the numbers of PyTorch with weights', () => {
    tf.tidy(() => {
      const logits = tf.mul(tf.tensor3d(wave(1, 24), [2, 3, 4]), 3);
      const targets = tf.tensor2d([0, 3, 2, 1, 1, 0], [2, 3], 'int32');
      const { scalars, gradient } = run(logits, targets, { weights: tf.tensor2d([1, 0.5, 0, 2, 1, 0.25], [2, 3]) });
      expectClose(scalars, [3.53303494, 4.75, 1]);
      expectClose(
        gradient,
        [
          -0.0672815818, 0.0530669643, 0.00193974126, 0.0122748763, 0.0819566614, 0.00622884292, 0.000711905991,
          -0.0888974103, 0, 0, 0, 0, 0.10799315, -0.417745544, 0.0129496376, 0.296802757, 0.0198801559, -0.209010851,
          0.0258089683, 0.163321727, -0.0507957478, 0.000682152052, 0.0241551426, 0.0259584531,
        ],
      );
    });
  });

  it('does what its definition says, whatever is given', () => {
    const shapes = fc.record({ rows: fc.integer({ min: 1, max: 4 }), classes: fc.integer({ min: 1, max: 4 }) });
    const settings = fc.record({
      labelSmoothing: fc.constantFrom(0, 0.25, 1),
      ignoredId: fc.constantFrom(undefined, 0, 2),
      weighted: fc.boolean(),
    });
    const property = fc.property(shapes, settings, fc.nat(1000), ({ rows, classes }, setting, phase) => {
      const { labelSmoothing, ignoredId, weighted } = setting;
      const logits = Float64Array.from(wave(phase, rows * classes));
      const targets = Int32Array.from(wave(phase + 1, rows), (value) => Math.abs(Math.round(value * 1e3)) % classes);
      const weights = wave(phase + 2, rows).map((value) => Math.max(0, value));
      const expected = crossEntropyReference(
        { logits, targets, ...(weighted && { weights }) },
        { labelSmoothing, ignoredId: ignoredId ?? -1 },
      );
      tf.tidy(() => {
        const { scalars, gradient } = run(
          tf.tensor2d(Float32Array.from(logits), [rows, classes]),
          tf.tensor1d(targets, 'int32'),
          {
            labelSmoothing,
            ignoredId,
            ...(weighted && { weights: tf.tensor1d(weights) }),
          },
        );
        expectClose(scalars, [expected.mean, expected.weight, expected.correct]);
        expectClose(gradient, expected.gradient);
      });
    });
    const before = tf.memory().numTensors;
    fc.assert(property, { seed: 42, numRuns: 200 });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('takes a bool mask as weights, and is 0 where nothing counts', () => {
    tf.tidy(() => {
      const logits = tf.tensor2d([[0, 0], [9, 1]]); // prettier-ignore
      const targets = tf.tensor1d([1, 1], 'int32');
      expectClose(run(logits, targets, { weights: tf.tensor1d([1, 0], 'bool') }).scalars, [Math.log(2), 1, 0]);
      const nothing = run(logits, targets, { weights: tf.tensor1d([0, 0], 'bool') });
      expect(nothing.scalars).toEqual([0, 0, 0]);
      expectClose(nothing.gradient, [0, 0, 0, 0]);
    });
  });

  it('stays exact for logits whose exponentials overflow', () => {
    tf.tidy(() => {
      const { scalars } = run(tf.tensor2d([[100, 0]]), tf.tensor1d([1], 'int32'));
      expectClose(scalars, [100, 1, 0]);
    });
  });

  it.each<[SparseSoftmaxCrossEntropyOptions, string]>([
    [
      { smoothing: 1 } as object,
      'sparseSoftmaxCrossEntropy does not know the option "smoothing"; known options are weights, labelSmoothing, ignoredId.',
    ],
    [{ labelSmoothing: 1.5 }, 'labelSmoothing must be a number from 0 to 1; received 1.5.'],
    [{ ignoredId: -1 }, 'ignoredId must be an integer of at least 0; received -1.'],
  ])('refuses %p', (options, message) => {
    tf.tidy(() => {
      expect(() => sparseSoftmaxCrossEntropy(tf.zeros([2, 3]), tf.zeros([2], 'int32'), options)).toThrow(message);
    });
  });

  it('takes one-hot logits of integers, as any operation of TensorFlow.js does', () => {
    tf.tidy(() => {
      const logits = tf.tensor2d([[0, 1]], [1, 2], 'int32');
      const { mean } = sparseSoftmaxCrossEntropy(logits, tf.tensor1d([1], 'int32'));
      expectClose(mean.dataSync(), [Math.log(1 + Math.exp(-1))]);
    });
  });

  it('refuses targets and weights that do not fit the logits', () => {
    tf.tidy(() => {
      expect(() => sparseSoftmaxCrossEntropy(tf.zeros([2, 3]), tf.zeros([3], 'int32'))).toThrow(
        'logits must have the shape [3, any]; received [2, 3].',
      );
      expect(() => sparseSoftmaxCrossEntropy(tf.zeros([2, 3]), tf.zeros([2]))).toThrow(
        "targets must be an int32 tensor; received float32. Make it with the type 'int32', or use tf.cast.",
      );
      const weights = tf.zeros([1]);
      expect(() => sparseSoftmaxCrossEntropy(tf.zeros([2, 3]), tf.zeros([2], 'int32'), { weights })).toThrow(
        'weights must have the shape [2]; received [1].',
      );
    });
  });
});

describe('sparseSoftmaxCrossEntropy in plain memory', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('refuses a target that counts and is no class, and no other', () => {
    tf.tidy(() => {
      const logits = tf.zeros([2, 3]);
      const targets = tf.tensor1d([1, 3], 'int32');
      expect(() => sparseSoftmaxCrossEntropy(logits, targets)).toThrow(
        'targets must be integers from 0 to 2; received 3 in row 1. ' +
          'Give padding the weight 0, or name its id as ignoredId.',
      );
      const weighted = sparseSoftmaxCrossEntropy(logits, targets, { weights: tf.tensor1d([1, 0]) });
      const ignored = sparseSoftmaxCrossEntropy(logits, targets, { ignoredId: 3 });
      for (const { mean } of [weighted, ignored]) expectClose(mean.dataSync(), [Math.log(3)]);
    });
  });
});
