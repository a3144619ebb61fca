import * as tf from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** Gradients of operations that add values up: products of matrices, sums, softmax. */
export const productGradients: readonly tf.GradConfig[] = [
  gradient(tf.BatchMatMul, { save: ['a', 'b'] }, ([dy], [a, b], { transposeA, transposeB }) => ({
    a: () => (transposeA ? tf.matMul(b, dy, Boolean(transposeB), true) : tf.matMul(dy, b, false, !transposeB)),
    b: () => (transposeB ? tf.matMul(dy, a, true, Boolean(transposeA)) : tf.matMul(a, dy, !transposeA, false)),
  })),
  gradient(tf.Sum, { save: ['x'] }, ([dy], [x], { axis }) => ({ x: () => spread(dy, x, axis as number[]) })),
  gradient(tf.Mean, { save: ['x'] }, ([dy], [x], { axis }) => ({
    x: () => tf.div(spread(dy, x, axis as number[]), x.size / dy.size),
  })),
  gradient(tf.Softmax, { saveOutput: true }, ([dy], [y], { dim }) => ({
    logits: () => {
      const scaled = tf.mul(dy, y);
      return tf.sub(scaled, tf.mul(tf.sum(scaled, [dim as number], true), y));
    },
  })),
];

/** Gives every value of `x` the gradient of the sum that it went into. */
function spread(dy: tf.Tensor, x: tf.Tensor, axis: number[]): tf.Tensor {
  const axes = tf.util.parseAxisParam(axis, x.shape);
  const kept = x.shape.map((size, index) => (axes.includes(index) ? 1 : size));
  return tf.mul(tf.reshape(dy, kept), tf.ones(x.shape));
}
