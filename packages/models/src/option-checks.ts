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

/** Refuses an option that would do nothing. */
export function assertAbsent(argument: string, value: unknown, circumstance: string): void {
  if (value === undefined) return;
  refuse(argument, value, { expected: `left out ${circumstance}`, remedy: 'It would do nothing.' });
}
