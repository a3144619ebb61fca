import type { IdBatch, SequenceBatch } from '@refrain/core';

/** The rows as one batch, padded with id 0 behind the shorter ones. */
export function idBatch(rows: readonly (readonly number[])[]): IdBatch {
  const time = Math.max(...rows.map((row) => row.length));
  const ids = new Int32Array(rows.length * time);
  const mask = new Uint8Array(rows.length * time);
  rows.forEach((row, index) => {
    ids.set(row, index * time);
    mask.fill(1, index * time, index * time + row.length);
  });
  return { ids, mask, shape: [rows.length, time] };
}

/** The rows as a batch to learn: of each row all ids but the last are read, all but the first predicted. */
export function sequenceBatch(rows: readonly (readonly number[])[]): SequenceBatch {
  const inputs = idBatch(rows.map((row) => row.slice(0, -1)));
  return { inputs, targets: idBatch(rows.map((row) => row.slice(1))).ids, startsSequence: true };
}
