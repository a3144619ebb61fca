import { refuse } from '@refrain/core';

/** Throws unless `value` is a finite number. */
export function assertFiniteNumber(argument: string, value: unknown): asserts value is number {
  if (!Number.isFinite(value)) refuse(argument, value, { expected: 'a finite number' });
}
