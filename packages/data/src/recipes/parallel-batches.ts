import { assertKnownOptions, type IdBatch, type SequenceBatch } from '@refrain/core';
import { chainable, type ChainableDataset } from '../chainable-dataset.js';
import { idBatch } from '../id-batch.js';
import type { BatchOptions } from '../operators/batch.js';
import { sequenceBatch } from '../sequence-batch.js';
import { sourceOf, type Elements } from '../sources/source-of.js';

/** A sentence and its translation, as ids; `target` stands between its start and end ids. */
export interface SequencePair {
  readonly source: ArrayLike<number>;
  readonly target: ArrayLike<number>;
}

/** A batch of pairs: row i of `source` belongs to row i of `target`. */
export interface ParallelBatch {
  readonly source: IdBatch;
  /** What the decoder reads and has to predict at each position (teacher forcing). */
  readonly target: SequenceBatch;
}

/** How {@link parallelBatches} makes batches. */
export interface ParallelBatchesOptions extends BatchOptions {
  /** Pairs a batch. */
  readonly batchSize: number;
  /** The id that fills shorter rows on both sides. @default 0 */
  readonly pad?: number;
  /** Shuffles the pairs, in another order each epoch. @default as they come */
  readonly seed?: number | string;
}

/**
 * Pairs of sentences in batches, each side padded to its longest and masked: what trains an encoder and a decoder.
 *
 * @param pairs an array, or a dataset with random access where they shall be shuffled
 * @returns batches whose source is `[batchSize, source time]` and whose target is `[batchSize, target time - 1]`
 * @throws InvalidArgumentError for an option it does not know, or one out of range
 * @example
 * const [batch] = parallelBatches([{ source: [5, 6], target: [1, 7, 8, 2] }], { batchSize: 32 });
 * batch.target.inputs.ids;   // [1, 7, 8]
 * batch.target.targets;      // [7, 8, 2]
 */
export function parallelBatches(
  pairs: Elements<SequencePair>,
  options: ParallelBatchesOptions,
): ChainableDataset<ParallelBatch> {
  assertKnownOptions('parallelBatches', options, ['batchSize', 'pad', 'seed', 'dropRemainder']);
  const { batchSize, pad = 0, seed, dropRemainder = false } = options;
  const rows = chainable(sourceOf(pairs));
  return (seed === undefined ? rows : rows.shuffle({ seed })).batch(batchSize, { dropRemainder }).map((batch) => ({
    source: idBatch(
      batch.map(({ source }) => source),
      { pad },
    ),
    target: sequenceBatch(
      batch.map(({ target }) => target),
      { pad },
    ),
  }));
}
