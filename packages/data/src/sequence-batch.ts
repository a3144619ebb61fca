import { assertKnownOptions, type SequenceBatch } from '@refrain/core';
import { idBatch, type Side } from './id-batch.js';

/** How {@link sequenceBatch} lays out its rows. */
export interface SequenceBatchOptions {
  /** The id that fills shorter rows, in inputs and targets. @default 0 */
  readonly pad?: number;
  /** Where the filling stands. @default 'post' */
  readonly padding?: Side;
  /** Whether the rows begin anew, or go on from those of the batch before. @default true */
  readonly startsSequence?: boolean;
}

/**
 * Sequences of ids as one batch of a language model: of each row, all ids but the last to read and all but the first
 * to predict.
 *
 * @param rows sequences of ids, such as windows of `length + 1`; one of fewer than two ids has nothing to predict
 * @returns a batch `[rows, time]` where time is one less than the longest sequence
 * @throws InvalidArgumentError for an option it does not know, or one out of range
 * @example
 * windows(ids, { length: 101, shift: 1, dropRemainder: true }).shuffle({ seed: 42 }).batch(32).map((rows) => sequenceBatch(rows));
 */
export function sequenceBatch(rows: readonly ArrayLike<number>[], options: SequenceBatchOptions = {}): SequenceBatch {
  assertKnownOptions('sequenceBatch', options, ['pad', 'padding', 'startsSequence']);
  const { startsSequence = true, ...padding } = options;
  const inputs = idBatch(
    rows.map((row) => slice(row, 0, row.length - 1)),
    padding,
  );
  const targets = idBatch(
    rows.map((row) => slice(row, 1, row.length)),
    padding,
  );
  return { inputs, targets: targets.ids, startsSequence };
}

function slice(row: ArrayLike<number>, start: number, end: number): ArrayLike<number> {
  if (ArrayBuffer.isView(row)) return (row as Int32Array).subarray(start, Math.max(start, end));
  return Array.prototype.slice.call(row, start, Math.max(start, end));
}
