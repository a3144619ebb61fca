import type { SequenceBatch } from '@refrain/core';
import { idReader, windowCopier, type Ids } from '../ids.js';

/** Which windows make a batch. */
export interface SequenceRows {
  readonly rows: number;
  /** Where in the ids the window of a row begins. */
  readonly startOf: (row: number) => number;
  readonly startsSequence: boolean;
}

/**
 * Makes batches of windows of `length` ids whose targets lie one id further, straight from `ids`. The three
 * arrays of a batch share one buffer: allocating costs as much as copying.
 */
export function sequenceRowsReader(ids: Ids, length: number): (rows: SequenceRows) => SequenceBatch {
  const copy = windowCopier(ids, { count: length });
  const idAt = idReader(ids);
  return ({ rows, startOf, startsSequence }) => {
    const size = rows * length;
    const buffer = new ArrayBuffer(size * 9);
    const inputs = new Int32Array(buffer, 0, size);
    const targets = new Int32Array(buffer, size * 4, size);
    const mask = new Uint8Array(buffer, size * 8, size).fill(1);
    const followers = new Int32Array(rows);
    for (let row = 0; row < rows; row++) {
      const start = startOf(row);
      copy(start, inputs, row * length);
      followers[row] = idAt(start + length);
    }
    // Targets are the inputs moved by one, so that only the last of each row comes from elsewhere.
    targets.set(inputs.subarray(1));
    for (let row = 0; row < rows; row++) targets[(row + 1) * length - 1] = followers[row]!;
    return { inputs: { ids: inputs, mask, shape: [rows, length] }, targets, startsSequence };
  };
}
