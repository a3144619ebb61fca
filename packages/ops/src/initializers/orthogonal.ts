import { type Random, refuse } from '@refrain/core';
import { sizeOf } from './shape.js';

/**
 * A random matrix whose rows (or, where there are more rows than columns, columns) are orthonormal, drawn uniformly:
 * Keras's default for recurrent kernels, which keep the length of the state through time.
 *
 * As in Keras the whole kernel [units, gates · units] is one matrix, and axes before the last are flattened into one.
 * Follows Saxe et al., "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks", 2013,
 * and Mezzadri, "How to generate random matrices from the classical compact groups", 2006, for the uniform draw.
 *
 * @param random advances by one normal draw a weight
 * @throws InvalidArgumentError unless the shape has at least 2 axes
 * @example
 * orthogonal(new Random(42), [128, 384]);   // 128 orthonormal rows, row-major
 */
export function orthogonal(random: Random, shape: readonly number[]): Float32Array {
  const size = sizeOf(shape);
  if (shape.length < 2) refuse('shape', shape, { expected: 'the shape of a matrix, at least 2 axes' });
  const columns = shape.at(-1)!;
  const rows = size / columns;
  const length = Math.max(rows, columns);
  const vectors = Float64Array.from({ length: size }, () => random.normal());
  orthonormalize(vectors, length);
  if (rows <= columns) return Float32Array.from(vectors);
  return Float32Array.from({ length: size }, (_, position) => {
    const row = Math.floor(position / columns);
    return vectors[(position - row * columns) * length + row]!;
  });
}

/**
 * Modified Gram-Schmidt over the rows of length `length`, in place. Each row keeps the sign of what remains of it, which
 * is the QR factorisation with a positive diagonal: the one that leaves normal draws uniform over orthogonal matrices.
 */
function orthonormalize(vectors: Float64Array, length: number): void {
  for (let start = 0; start < vectors.length; start += length) {
    const scale = 1 / Math.sqrt(dot(vectors, start, start, length));
    for (let position = start; position < start + length; position++) vectors[position]! *= scale;
    for (let other = start + length; other < vectors.length; other += length) {
      const overlap = dot(vectors, start, other, length);
      for (let offset = 0; offset < length; offset++) vectors[other + offset]! -= overlap * vectors[start + offset]!;
    }
  }
}

/** Four sums at once: one would wait for each addition before the next. */
// eslint-disable-next-line max-params -- the innermost loop of an O(n³) method takes no objects
function dot(values: Float64Array, left: number, right: number, length: number): number {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  let offset = 0;
  for (; offset + 4 <= length; offset += 4) {
    first += values[left + offset]! * values[right + offset]!;
    second += values[left + offset + 1]! * values[right + offset + 1]!;
    third += values[left + offset + 2]! * values[right + offset + 2]!;
    fourth += values[left + offset + 3]! * values[right + offset + 3]!;
  }
  for (; offset < length; offset++) first += values[left + offset]! * values[right + offset]!;
  return first + second + (third + fourth);
}
