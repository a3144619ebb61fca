import { refuse } from '@refrain/core';

/** How many numbers a shape holds; throws unless every size is a positive integer. */
export function sizeOf(shape: readonly number[]): number {
  const valid = shape.length > 0 && shape.every((size) => Number.isSafeInteger(size) && size > 0);
  if (!valid) refuse('shape', shape, { expected: 'a list of positive integers' });
  return shape.reduce((product, size) => product * size, 1);
}
