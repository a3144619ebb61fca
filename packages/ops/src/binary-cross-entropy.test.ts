import { expectClose, expectNoNewTensors, numericGradient } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { binaryCrossEntropy, type BinaryCrossEntropyOptions } from './index.js';
import { testBackends } from './test-support/backends.js';
import { wave } from './test-support/wave.js';

/** [mean, weight, correct] and the gradient of the mean. */
function run(
  logits: tf.Tensor,
  labels: tf.Tensor,
  options?: BinaryCrossEntropyOptions,
): { scalars: number[]; gradient: ArrayLike<number> } {
  return tf.tidy(() => {
    const results = binaryCrossEntropy(logits, labels, options);
    const gradient = tf.grad((scores: tf.Tensor) => binaryCrossEntropy(scores, labels, options).mean)(logits);
    return {
      scalars: [results.mean, results.weight, results.correct].map((value) => value.dataSync()[0]!),
      gradient: gradient.dataSync(),
    };
  });
}

/** The mean by its definition, in float64: -Σ weight · (label · log p + (1 - label) · log(1 - p)) / Σ weight. */
function reference(
  logits: Float64Array,
  {
    labels,
    weights,
    labelSmoothing,
  }: { labels: readonly number[]; weights: readonly number[]; labelSmoothing: number },
): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const losses = Array.from(logits, (logit, row) => {
    const probability = 1 / (1 + Math.exp(-logit));
    const label = labels[row]! * (1 - labelSmoothing) + labelSmoothing / 2;
    return -weights[row]! * (label * Math.log(probability) + (1 - label) * Math.log(1 - probability));
  });
  return total === 0 ? 0 : losses.reduce((sum, loss) => sum + loss, 0) / total;
}

describe.each(testBackends(numericGradient))('binaryCrossEntropy on %s', (backend) => {
  beforeAll(() => tf.setBackend(backend));

  it('is the logarithm of two where both classes are as probable, which counts as negative', () => {
    tf.tidy(() => expectClose(run(tf.zeros([3]), tf.tensor1d([0, 1, 1])).scalars, [Math.log(2), 3, 1]));
  });

  // x = torch.tensor([2.5, -1., .3, -4.], requires_grad=True); y = torch.tensor([1., 1., 0., .25])
  // binary_cross_entropy_with_logits(x, y), and its gradient; PyTorch 2.13, float64
  // keras.losses.BinaryCrossentropy(from_logits=True, label_smoothing=.2)(y, x); Keras 3.15
  it('gives the numbers of PyTorch and Keras', async () => {
    await expectNoNewTensors(() =>
      tf.tidy(() => {
        const logits = tf.tensor1d([2.5, -1, 0.3, -4]);
        const labels = tf.tensor1d([1, 1, 0, 0.25]);
        const { scalars, gradient } = run(logits, labels);
        expectClose(scalars, [0.8161641485, 4, 2]);
        expectClose(gradient, [-0.018964545, -0.1827646447, 0.1436106292, -0.0580034475]);
        expectClose([run(logits, labels, { labelSmoothing: 0.2 }).scalars[0]!], [0.8961641788]);
      }),
    );
  });

  it('does what its definition says, whatever is given', async () => {
    const row = fc.record({
      label: fc.constantFrom(0, 1, 0.25),
      weight: fc.constantFrom(1, 0, 0.5),
    });
    const rows = fc.array(row, { minLength: 1, maxLength: 6 });
    const property = fc.property(rows, fc.nat(1000), fc.constantFrom(0, 0.1, 1), (examples, phase, labelSmoothing) => {
      const labels = examples.map(({ label }) => label);
      const weights = examples.map(({ weight }) => weight);
      const logits = Float64Array.from(wave(phase, examples.length), (value) => 5 * value);
      const mean = (): number => reference(logits, { labels, weights, labelSmoothing });
      const expected = { mean: mean(), gradient: numericGradient(mean, logits) };
      tf.tidy(() => {
        const options = { weights: tf.tensor1d(weights), labelSmoothing };
        const { scalars, gradient } = run(tf.tensor1d(Float32Array.from(logits)), tf.tensor1d(labels), options);
        const hits = weights.filter((_, place) => logits[place]! > 0 === labels[place]! > 0.5);
        const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
        expectClose(scalars, [expected.mean, sum(weights), sum(hits)]);
        expectClose(gradient, expected.gradient);
      });
    });
    await expectNoNewTensors(() => fc.assert(property, { seed: 42, numRuns: 200 }));
  });

  it('stays exact for logits whose exponentials overflow', () => {
    tf.tidy(() => {
      const { scalars, gradient } = run(tf.tensor1d([200, -200, 200]), tf.tensor1d([0, 1, 1]));
      expectClose(scalars, [400 / 3, 3, 1]);
      expectClose(gradient, [1 / 3, -1 / 3, 0]);
    });
  });

  it('takes labels and weights of any type, in any shape, and is 0 where nothing counts', () => {
    tf.tidy(() => {
      const logits = tf.tensor2d([[0], [9]]);
      const labels = tf.tensor2d([[1], [1]], [2, 1], 'int32');
      expectClose(run(logits, labels, { weights: tf.tensor2d([[1], [0]], [2, 1], 'bool') }).scalars, [Math.LN2, 1, 0]);
      const nothing = run(logits, labels, { weights: tf.zeros([2, 1]) });
      expect(nothing.scalars).toEqual([0, 0, 0]);
      expectClose(nothing.gradient, [0, 0]);
    });
  });

  it.each<[BinaryCrossEntropyOptions, string]>([
    [
      { smoothing: 1 } as object,
      'binaryCrossEntropy does not know the option "smoothing"; known options are weights, labelSmoothing.',
    ],
    [{ labelSmoothing: -0.5 }, 'labelSmoothing must be a number from 0 to 1; received -0.5.'],
  ])('refuses %p', (options, message) => {
    tf.tidy(() => expect(() => binaryCrossEntropy(tf.zeros([2]), tf.zeros([2]), options)).toThrow(new Error(message)));
  });

  it('refuses what does not fit', () => {
    tf.tidy(() => {
      expect(() => binaryCrossEntropy(tf.zeros([2, 1]), tf.zeros([2]))).toThrow(
        'logits must have the shape [2]; received [2, 1].',
      );
      expect(() => binaryCrossEntropy(tf.zeros([2]), tf.zeros([2]), { weights: tf.zeros([3]) })).toThrow(
        'weights must have the shape [2]; received [3].',
      );
    });
  });
});

describe('binaryCrossEntropy in plain memory', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('refuses a label that is no probability', () => {
    tf.tidy(() => {
      expect(() => binaryCrossEntropy(tf.zeros([2]), tf.tensor1d([1, 2]))).toThrow(
        'labels[1] must be a number from 0 to 1; received 2.',
      );
    });
  });
});
