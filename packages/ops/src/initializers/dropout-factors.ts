import { type Random, refuse } from '@refrain/core';
import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from './shape.js';

/**
 * Random factors for dropout: 0 with probability `rate`, else 1 / (1 - rate), so that the mean stays 1.
 *
 * @param random advances by one draw a factor
 * @param rate within [0, 1)
 * @returns a float32 tensor of `shape`, which the caller owns
 * @throws InvalidArgumentError for another rate or an empty shape
 * @example
 * dropoutFactors(new Random(42), [32, 128], 0.2);   // 0 or 1.25
 */
export function dropoutFactors(random: Random, shape: readonly number[], rate: number): tf.Tensor {
  if (typeof rate !== 'number' || !(rate >= 0 && rate < 1)) {
    refuse('rate', rate, { expected: 'a number from 0 to below 1' });
  }
  const kept = 1 / (1 - rate);
  const threshold = rate * 2 ** 32;
  const factors = new Float32Array(sizeOf(shape));
  for (let position = 0; position < factors.length; position++) {
    factors[position] = random.uint32() < threshold ? 0 : kept;
  }
  return tf.tensor(factors, [...shape]);
}
