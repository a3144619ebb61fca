import type { Random } from '@refrain/core';
import { sizeOf } from './shape.js';
import { uniform } from './uniform.js';

/**
 * Uniform random weights within ±√(6 / (fan in + fan out)), row-major: Keras's default for kernels.
 *
 * As in Keras the whole kernel [inputUnits, gates · units] of a recurrent layer is one matrix, not one for each gate;
 * of a vector both fans are its size. Axes before the last two multiply both fans (a convolution's receptive field).
 * Follows Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010.
 *
 * @param random advances by one draw a weight
 * @example
 * glorotUniform(new Random(42), [16, 384]);   // 6144 numbers within ±0.1225
 */
export function glorotUniform(random: Random, shape: readonly number[]): Float32Array {
  const size = sizeOf(shape);
  const fanOut = shape.at(-1)!;
  const fanIn = shape.at(-2) ?? fanOut;
  const receptive = shape.length > 2 ? size / (fanIn * fanOut) : 1;
  const limit = Math.sqrt(6 / (receptive * (fanIn + fanOut)));
  return uniform(random, shape, { minimum: -limit, maximum: limit });
}
