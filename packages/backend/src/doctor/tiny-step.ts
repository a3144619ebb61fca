import * as tf from '@tensorflow/tfjs-core';
import { gru, linear, lstm, optimizerUpdate, sparseSoftmaxCrossEntropy, squaredNorm } from '@refrain/ops';

const [batch, time, vocabulary, embedding, units] = [4, 12, 11, 6, 16];

const shapes: Readonly<Record<string, number[]>> = {
  table: [vocabulary, embedding],
  gruKernel: [embedding, 3 * units],
  gruRecurrentKernel: [units, 3 * units],
  gruBias: [2, 3 * units],
  lstmKernel: [units, 4 * units],
  lstmRecurrentKernel: [units, 4 * units],
  lstmBias: [4 * units],
  outputKernel: [units, vocabulary],
  outputBias: [vocabulary],
};

/**
 * One training step of a small language model on the backend in use: ids through an embedding, a GRU, an LSTM over a
 * mask, a linear layer and the cross-entropy; the gradients, clipped; one step down.
 *
 * @returns the loss and every new weight by name, the same on each backend up to rounding
 */
export function tinyStep(): Record<string, number[]> {
  return tf.tidy(() => {
    const names = Object.keys(shapes);
    const weights = names.map((name, index) => tf.tensor(wave(index, size(shapes[name]!)), shapes[name]));
    const ids = tf.tensor2d(integers(batch * time, vocabulary), [batch, time], 'int32');
    const targets = tf.tensor2d(integers(batch * time + 1, vocabulary).slice(1), [batch, time], 'int32');
    const lengths = [time, time - 3, time - 5, 2];
    const mask = tf.tensor2d(
      lengths.flatMap((length) => Array.from({ length: time }, (_, position) => Number(position < length))),
      [batch, time],
      'int32',
    );
    let loss = 0;
    const forward = (...values: tf.Tensor[]): tf.Scalar => {
      const given = Object.fromEntries(names.map((name, index) => [name, values[index]!]));
      const matrix = (name: string): tf.Tensor2D => given[name] as tf.Tensor2D;
      const first = gru(
        { ids, table: matrix('table') },
        { kernel: matrix('gruKernel'), recurrentKernel: matrix('gruRecurrentKernel'), bias: given['gruBias'] },
      );
      const second = lstm(
        { input: first.outputs },
        { kernel: matrix('lstmKernel'), recurrentKernel: matrix('lstmRecurrentKernel'), bias: given['lstmBias'] },
        { mask },
      );
      const logits = linear(second.outputs, matrix('outputKernel'), given['outputBias'] as tf.Tensor1D);
      const { mean } = sparseSoftmaxCrossEntropy(logits, targets, { weights: mask });
      loss = mean.dataSync()[0]!;
      return mean;
    };
    const gradients = tf.grads(forward)(weights);
    const norm = Math.sqrt(squaredNorm(gradients).dataSync()[0]!);
    const rule = { rule: 'sgd', rate: 1, momentum: 0, nesterov: false } as const;
    const clipping = { gradientScale: Math.min(1, 5 / norm), clipValue: Infinity, l2: 0 };
    const updated = weights.map((value, index) =>
      optimizerUpdate({ value, gradient: gradients[index]!, slots: [] }, { ...rule, ...clipping }),
    );
    const results = names.map((name, index) => [name, Array.from(updated[index]!.value.dataSync())] as const);
    return { loss: [loss], ...Object.fromEntries(results) };
  });
}

/** The largest difference of two results, as a share of the largest value of its tensor. */
export function largestDifference(
  results: Readonly<Record<string, readonly number[]>>,
  reference: Readonly<Record<string, readonly number[]>>,
): number {
  let largest = 0;
  for (const [name, expected] of Object.entries(reference)) {
    const scale = Math.max(...expected.map(Math.abs));
    expected.forEach((value, index) => {
      const difference = Math.abs((results[name]?.[index] ?? NaN) - value) / scale;
      // A number that is none is the largest difference of all.
      largest = Number.isNaN(difference) ? Infinity : Math.max(largest, difference);
    });
  }
  return largest;
}

/** Values within ±0.5 that look like chance and are the same everywhere. */
function wave(phase: number, length: number): Float32Array {
  return Float32Array.from({ length }, (_, index) => 0.5 * Math.sin(12.9898 * (index + 1) + 78.233 * (phase + 1)));
}

function integers(length: number, limit: number): Int32Array {
  return Int32Array.from({ length }, (_, index) => (index * index * 7 + index * 3) % limit);
}

function size(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
