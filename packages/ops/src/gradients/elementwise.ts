import * as tf from '@tensorflow/tfjs-core';
import { gradient, sumToShape } from './gradient.js';

/** Gradients of operations that treat every value by itself, with broadcasting where two tensors meet. */
export const elementwiseGradients: readonly tf.GradConfig[] = [
  gradient(tf.Add, { save: ['a', 'b'] }, ([dy], [a, b]) => ({
    a: () => sumToShape(dy, a.shape),
    b: () => sumToShape(dy, b.shape),
  })),
  gradient(tf.AddN, { saveAllInputs: true }, ([dy], inputs) => inputs.map(() => () => tf.clone(dy))),
  gradient(tf.Sub, { save: ['a', 'b'] }, ([dy], [a, b]) => ({
    a: () => sumToShape(dy, a.shape),
    b: () => tf.neg(sumToShape(dy, b.shape)),
  })),
  gradient(tf.Multiply, { save: ['a', 'b'] }, ([dy], [a, b]) => ({
    a: () => sumToShape(tf.mul(dy, b), a.shape),
    b: () => sumToShape(tf.mul(dy, a), b.shape),
  })),
  gradient(tf.RealDiv, { save: ['a', 'b'] }, ([dy], [a, b]) => ({
    a: () => sumToShape(tf.div(dy, b), a.shape),
    b: () => tf.neg(sumToShape(tf.div(tf.mul(dy, a), tf.square(b)), b.shape)),
  })),
  gradient(tf.Select, { save: ['condition'] }, ([dy], [condition]) => ({
    condition: () => tf.zerosLike(tf.cast(condition, 'float32')),
    t: () => tf.mul(dy, tf.cast(condition, dy.dtype)),
    e: () => tf.mul(dy, tf.cast(tf.logicalNot(condition), dy.dtype)),
  })),
  gradient(tf.Neg, {}, ([dy]) => ({ x: () => tf.neg(dy) })),
  gradient(tf.Identity, {}, ([dy]) => ({ x: () => tf.clone(dy) })),
  gradient(tf.Cast, {}, ([dy]) => ({ x: () => tf.clone(dy) })),
  gradient(tf.Square, { save: ['x'] }, ([dy], [x]) => ({ x: () => tf.mul(dy, tf.mul(x, 2)) })),
  gradient(tf.Sqrt, { save: ['x'] }, ([dy], [x]) => ({ x: () => tf.div(dy, tf.mul(tf.sqrt(x), 2)) })),
  gradient(tf.Log, { save: ['x'] }, ([dy], [x]) => ({ x: () => tf.div(dy, x) })),
  gradient(tf.Exp, { saveOutput: true }, ([dy], [y]) => ({ x: () => tf.mul(dy, y) })),
  gradient(tf.Tanh, { saveOutput: true }, ([dy], [y]) => ({ x: () => tf.mul(dy, tf.sub(1, tf.square(y))) })),
  gradient(tf.Sigmoid, { saveOutput: true }, ([dy], [y]) => ({ x: () => tf.mul(dy, tf.mul(y, tf.sub(1, y))) })),
  gradient(tf.Relu, { save: ['x'] }, ([dy], [x]) => ({ x: () => tf.mul(dy, tf.step(x)) })),
];
