import * as tf from '@tensorflow/tfjs-core';
import { Random } from '@refrain/core';

/** Numbers evenly spread over ±`scale`, the same for the same seed. */
export function randomValues(length: number, seed: number, scale = 1): Float32Array {
  const random = new Random(seed);
  return Float32Array.from({ length }, () => (random.uniform() * 2 - 1) * scale);
}

/** A float tensor of such numbers. */
export function randomTensor(shape: number[], seed: number, scale = 1): tf.Tensor {
  return tf.tensor(randomValues(tf.util.sizeFromShape(shape), seed, scale), shape);
}

/** Integers from 0 to `below` - 1. */
export function randomIds(shape: number[], below: number, seed: number): tf.Tensor {
  const random = new Random(seed);
  const values = Int32Array.from({ length: tf.util.sizeFromShape(shape) }, () => Math.floor(random.uniform() * below));
  return tf.tensor(values, shape, 'int32');
}
