import type { SequenceBatch } from '@refrain/core';
import { windowCopier, type Ids } from '../ids.js';

/** Which windows make a batch. */
export interface SequenceRows {
  readonly rows: number;
  /** Where in the ids the window of a row begins. */
  readonly startOf: (row: number) => number;
  readonly startsSequence: boolean;
}

/**
 * Makes batches of windows of `length` ids whose targets lie one id further, straight from `ids`: one array for the
 * inputs and one for the targets, nothing in between.
 */
export function sequenceRowsReader(ids: Ids, length: number): (rows: SequenceRows) => SequenceBatch {
  const copy = windowCopier(ids, { count: length });
  return ({ rows, startOf, startsSequence }) => {
    const inputs = new Int32Array(rows * length);
    const targets = new Int32Array(rows * length);
    for (let row = 0; row < rows; row++) {
      const start = startOf(row);
      copy(start, inputs, row * length);
      copy(start + 1, targets, row * length);
    }
    const mask = new Uint8Array(rows * length).fill(1);
    return { inputs: { ids: inputs, mask, shape: [rows, length] }, targets, startsSequence };
  };
}
