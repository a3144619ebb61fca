import { assertKnownOptions, type Random, refuse } from '@refrain/core';
import { sizeOf } from './shape.js';

/**
 * Uniform random weights, row-major. Keras initializes embeddings so, within ±0.05.
 *
 * @param random advances by one draw a weight
 * @throws InvalidArgumentError unless `minimum` ≤ `maximum`, both finite
 * @example
 * uniform(new Random(42), [39, 16], { minimum: -0.05, maximum: 0.05 });   // 624 numbers
 */
export function uniform(
  random: Random,
  shape: readonly number[],
  range: { readonly minimum: number; readonly maximum: number },
): Float32Array {
  assertKnownOptions('uniform', range, ['minimum', 'maximum']);
  const { minimum, maximum } = range;
  if (!Number.isFinite(minimum)) refuse('minimum', minimum, { expected: 'a finite number' });
  if (!Number.isFinite(maximum) || maximum < minimum) {
    refuse('maximum', maximum, { expected: `a finite number of at least minimum, ${minimum}` });
  }
  const weights = new Float32Array(sizeOf(shape));
  for (let position = 0; position < weights.length; position++) {
    weights[position] = minimum + (maximum - minimum) * random.uniform();
  }
  return weights;
}
