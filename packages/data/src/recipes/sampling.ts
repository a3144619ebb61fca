import { assertKnownOptions, assertPositiveInteger, Random } from '@refrain/core';
import { assertIds, type Ids } from '../ids.js';

/** How `randomSampling` and `consecutiveSampling` cut a text. */
export interface SamplingOptions {
  /** Ids a row reads in each batch. */
  readonly length: number;
  /** Rows a batch. */
  readonly batchSize: number;
  /** Determines, with the epoch, the offset and the order. */
  readonly seed: number | string;
}

/** Checks what both samplings are given. */
export function assertSampling(
  recipe: string,
  ids: Ids,
  options: SamplingOptions,
): { length: number; batchSize: number; random: Random; description: string } {
  assertIds(ids);
  assertKnownOptions(recipe, options, ['length', 'batchSize', 'seed']);
  const { length, batchSize, seed } = options;
  assertPositiveInteger('length', length);
  assertPositiveInteger('batchSize', batchSize);
  const description = `${recipe}(${ids.length} ids, length ${length}, batchSize ${batchSize}, seed ${seed})`;
  return { length, batchSize, random: new Random(seed).fork(recipe), description };
}

/** The value that a falling function has at every offset from 0 to `last`, or undefined if it changes. */
export function sameForAll(last: number, valueAt: (offset: number) => number): number | undefined {
  return valueAt(0) === valueAt(last) ? valueAt(0) : undefined;
}
