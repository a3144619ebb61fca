import { refuse } from '@refrain/core';

/** A share that is dropped; 0 where it is left out. */
export function rate(argument: string, value: number | undefined): number {
  if (value === undefined) return 0;
  if (typeof value !== 'number' || !(value >= 0 && value < 1)) {
    refuse(argument, value, { expected: 'a number from 0 to below 1', remedy: 'It is the share that is dropped.' });
  }
  return value;
}

/** True or false. */
export function flag(argument: string, value: boolean | undefined, { byDefault }: { byDefault: boolean }): boolean {
  if (value !== undefined && typeof value !== 'boolean') refuse(argument, value, { expected: 'true or false' });
  return value ?? byDefault;
}

/** Vectors that an embedding begins with, of its size; none are well, too. */
export function assertEmbeddingWeights(
  values: Float32Array | undefined,
  { vocabularySize, embedding }: { readonly vocabularySize: number; readonly embedding: number },
): void {
  if (values === undefined) return;
  const size = vocabularySize * embedding;
  // By tag, because `instanceof` fails for arrays of another realm.
  const isFloats = Object.prototype.toString.call(values) === '[object Float32Array]';
  if (isFloats && values.length === size) return;
  refuse('embeddingWeights', values, {
    expected: `a Float32Array of ${vocabularySize} × ${embedding} = ${size} numbers`,
    remedy: 'It holds one vector for each id of the vocabulary.',
  });
}

/** Refuses an option that would do nothing. */
export function assertAbsent(argument: string, value: unknown, circumstance: string): void {
  if (value === undefined) return;
  refuse(argument, value, { expected: `left out ${circumstance}`, remedy: 'It would do nothing.' });
}
