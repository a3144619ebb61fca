import { assertKnownOptions, assertPositiveInteger, Random, refuse } from '@refrain/core';
import { assertIds, type Ids } from '../ids.js';

/** How `randomSampling` and `consecutiveSampling` cut a text. */
export interface SamplingOptions {
  /** Ids a row reads in each batch. */
  readonly length: number;
  /** Rows a batch. */
  readonly batchSize: number;
  /** Determines, with the epoch, the offset and the order. */
  readonly seed: number | string;
  /**
   * Gives every epoch only as many batches as the one with the fewest has, so that `size` is known: what a run of so
   * many epochs needs to know its steps.
   *
   * @default false
   */
  readonly equalEpochs?: boolean;
}

/** Checks what both samplings are given. */
export function assertSampling(
  recipe: string,
  ids: Ids,
  options: SamplingOptions,
): Omit<SamplingOptions, 'seed'> & { random: Random; description: string } {
  assertIds(ids);
  assertKnownOptions(recipe, options, ['length', 'batchSize', 'seed', 'equalEpochs']);
  const { length, batchSize, seed, equalEpochs = false } = options;
  assertPositiveInteger('length', length);
  assertPositiveInteger('batchSize', batchSize);
  if (typeof equalEpochs !== 'boolean') refuse('equalEpochs', equalEpochs, { expected: 'true or false' });
  const details = `length ${length}, batchSize ${batchSize}, seed ${seed}${equalEpochs ? ', equalEpochs' : ''}`;
  const description = `${recipe}(${ids.length} ids, ${details})`;
  return { length, batchSize, equalEpochs, random: new Random(seed).fork(recipe), description };
}

/** How many batches an epoch has. */
export interface EpochSizes {
  /** In every epoch; undefined if that differs. */
  readonly size: number | undefined;
  /** In the epoch with that offset. */
  sizeAt(offset: number): number;
}

/** The sizes of epochs whose batches `batchesAt`, a falling function, counts at every offset from 0 to `last`. */
export function epochSizes(
  last: number,
  batchesAt: (offset: number) => number,
  { equalEpochs = false }: Pick<SamplingOptions, 'equalEpochs'>,
): EpochSizes {
  const fewest = batchesAt(last);
  if (equalEpochs) return { size: fewest, sizeAt: () => fewest };
  return { size: batchesAt(0) === fewest ? fewest : undefined, sizeAt: batchesAt };
}
