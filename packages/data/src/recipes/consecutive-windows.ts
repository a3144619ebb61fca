import { assertKnownOptions, assertPositiveInteger, type SequenceBatch } from '@refrain/core';
import { chainable, type ChainableDataset } from '../chainable-dataset.js';
import { assertIds, type Ids } from '../ids.js';
import { indexedSource } from '../source.js';
import { assertEnoughIds } from './enough-ids.js';
import { sequenceRowsReader } from './sequence-rows.js';

/** How {@link consecutiveWindows} cuts a text. */
export interface ConsecutiveWindowsOptions {
  /** Ids a row reads in each batch. */
  readonly length: number;
  /** Rows a batch: the text is split into so many strips, of which each row reads one. @default 1 */
  readonly batchSize?: number;
}

/**
 * A text in order, in as many strips as rows: what trains a stateful language model, whose state goes on from batch
 * to batch.
 *
 * Row i of each batch goes on exactly where row i of the batch before ended; only the first batch has
 * `startsSequence`. Strips that differ by an id are cut like NumPy's `array_split`: the first ones are longer. What
 * is left at the end of a strip and fills no window is not read. Follows `to_non_overlapping_windows` and
 * `to_batched_non_overlapping_windows` of Géron, "Hands-On Machine Learning", 3rd edition, chapter 16, exercises.
 *
 * @returns batches `[batchSize, length]`, with random access
 * @throws InvalidArgumentError if a strip is shorter than one window and its target
 * @example
 * const data = consecutiveWindows(Int32Array.from({ length: 20 }, (_, id) => id), { length: 3, batchSize: 2 });
 * // inputs [[0,1,2],[10,11,12]], then [[3,4,5],[13,14,15]], then [[6,7,8],[16,17,18]]; targets one further
 */
export function consecutiveWindows(ids: Ids, options: ConsecutiveWindowsOptions): ChainableDataset<SequenceBatch> {
  assertIds(ids);
  assertKnownOptions('consecutiveWindows', options, ['length', 'batchSize']);
  const { length, batchSize = 1 } = options;
  assertPositiveInteger('length', length);
  assertPositiveInteger('batchSize', batchSize);
  assertEnoughIds('consecutiveWindows', ids, {
    needed: batchSize * (length + 1),
    unit: `${batchSize} strips of one window of ${length} ids and its target`,
  });
  const strip = Math.floor(ids.length / batchSize);
  const longer = ids.length % batchSize;
  const size = Math.floor((strip - 1) / length);
  const read = sequenceRowsReader(ids, length);
  const at = (index: number): SequenceBatch =>
    read({
      rows: batchSize,
      startOf: (row) => row * strip + Math.min(row, longer) + index * length,
      startsSequence: index === 0,
    });
  const description = `consecutiveWindows(${ids.length} ids, length ${length}, batchSize ${batchSize})`;
  return chainable(indexedSource({ description, size, access: () => ({ size, at }) }));
}
