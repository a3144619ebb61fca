import type os from 'node:os';
import { InvalidArgumentError } from '@refrain/core';

/** More threads than this bring little to products of the sizes that recurrent networks have. */
const most = 8;

let chosen: number | undefined;

/**
 * Sets how many threads work on one kernel, from the next kernel on. Results are the same, bit for bit, for every
 * number of threads.
 *
 * @param count 1 to 63; `undefined` goes back to the default: the environment variable REFRAIN_THREADS, else the
 *   processors at hand, at most 8
 * @throws InvalidArgumentError if `count` is anything else
 * @example
 * setThreadCount(1);
 */
export function setThreadCount(count: number | undefined): void {
  if (count !== undefined) assertThreadCount('count', count);
  chosen = count;
}

/** How many threads may work on one kernel. */
export function threadCount(): number {
  return (chosen ??= defaultThreadCount());
}

function defaultThreadCount(): number {
  const wanted = typeof process === 'undefined' ? undefined : process.env?.['REFRAIN_THREADS'];
  if (wanted !== undefined && wanted !== '') {
    const count = Number(wanted);
    assertThreadCount('REFRAIN_THREADS', count, wanted);
    return count;
  }
  return Math.min(most, availableProcessors());
}

/** How many processors this process may use. */
export function availableProcessors(): number {
  const system = nodeModule<typeof os>('node:os');
  if (system) return system.availableParallelism();
  return (typeof navigator === 'undefined' ? undefined : navigator.hardwareConcurrency) ?? 1;
}

/** A module of Node where this is Node: without an import that a browser's bundler would have to resolve. */
export function nodeModule<T>(name: string): T | undefined {
  if (typeof process === 'undefined' || typeof process.getBuiltinModule !== 'function') return undefined;
  return process.getBuiltinModule(name) as T | undefined;
}

function assertThreadCount(argument: string, count: number, value: unknown = count): void {
  if (Number.isInteger(count) && count >= 1 && count <= 63) return;
  throw new InvalidArgumentError({
    argument,
    value,
    message: `${argument} must be an integer from 1 to 63; received ${String(value)}. 1 keeps everything on one thread.`,
  });
}
