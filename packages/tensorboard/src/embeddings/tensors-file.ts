import { refuse } from '@refrain/core';
import type { EmbeddingShape } from './embedding.js';

/**
 * `tensors.tsv`: a vector a line, with the nine digits that give each float32 back exactly.
 *
 * @throws InvalidArgumentError for a number that is not finite, which the Projector can't place
 */
export function tensorsFile(vectors: ArrayLike<number>, { rows, units }: EmbeddingShape): string {
  let file = '';
  for (let row = 0; row < rows; row++) {
    for (let unit = 0; unit < units; unit++) {
      const value = vectors[row * units + unit]!;
      if (!Number.isFinite(value)) refuse(`vectors[${row}, ${unit}]`, value, { expected: 'a finite number' });
      file += `${Number(value.toPrecision(9))}${unit + 1 < units ? '\t' : '\n'}`;
    }
  }
  return file;
}
