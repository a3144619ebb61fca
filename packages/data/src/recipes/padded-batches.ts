import type { IdBatch } from '@refrain/core';
import { chainable, type ChainableDataset } from '../chainable-dataset.js';
import type { PaddedBatchOptions } from '../operators/padded-batch.js';
import { sourceOf, type Elements } from '../sources/source-of.js';

/** How {@link paddedBatches} makes batches. */
export interface PaddedBatchesOptions extends PaddedBatchOptions {
  /** Rows a batch. */
  readonly batchSize: number;
  /** Shuffles the sequences, in another order each epoch. @default as they come */
  readonly seed?: number | string;
}

/**
 * Sequences of different lengths, such as names or sentences, in batches that are padded to their longest and masked.
 *
 * @param sequences each of ids; an array or a dataset with random access where they shall be shuffled
 * @returns batches `[batchSize, time]`; time is `length`, or the longest sequence of each batch
 * @throws InvalidArgumentError for an option it does not know, or one out of range
 * @example
 * const [batch] = paddedBatches([[5, 6, 7], [8]], { batchSize: 2, pad: 0, padding: 'pre' });
 * batch.ids;    // [5, 6, 7, 0, 0, 8]
 * batch.mask;   // [1, 1, 1, 0, 0, 1]
 */
export function paddedBatches(
  sequences: Elements<ArrayLike<number>>,
  options: PaddedBatchesOptions,
): ChainableDataset<IdBatch> {
  const { batchSize, seed, ...padding } = options;
  const rows = chainable(sourceOf(sequences));
  return (seed === undefined ? rows : rows.shuffle({ seed })).paddedBatch(batchSize, padding);
}
