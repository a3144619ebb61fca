import { InvalidArgumentError } from '@refrain/core';
import type { LabelledBatch } from '@refrain/core';

/** Sentences as vectors, of an encoder such as the Universal Sentence Encoder. */
export interface SentenceVectors {
  /** Row-major `[rows, inputs]`. */
  readonly values: Float32Array;
  readonly shape: readonly [rows: number, inputs: number];
}

/** Sentences as vectors with their labels. */
export interface LabelledVectors {
  readonly inputs: SentenceVectors;
  /** `[rows]`: 1 where a row is positive, 0 where it is negative; a share in between where its raters disagree. */
  readonly labels: LabelledBatch['labels'];
}

/** Throws unless there are as many numbers as the shape says, in rows of `width`. */
export function assertSentenceVectors(argument: string, vectors: SentenceVectors, width: number): void {
  const { values, shape } = vectors;
  const [rows, inputs] = shape;
  if (inputs === width && rows > 0 && values.length === rows * inputs) return;
  throw new InvalidArgumentError({
    argument,
    value: vectors,
    message:
      `${argument} must be at least one vector of ${width} numbers; received ${values.length} numbers as [${shape.join(', ')}]. ` +
      'Give the vectors of the encoder that the model was made for.',
  });
}
