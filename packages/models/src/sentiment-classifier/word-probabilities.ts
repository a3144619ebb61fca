import type { IdBatch } from '@refrain/core';

/** Rows a batch: enough to fill a fused kernel, and little memory. */
const rowsAtOnce = 1024;

/** What `classify` says of each id of the vocabulary alone, `[vocabulary]`. */
export function wordProbabilities(vocabularySize: number, classify: (inputs: IdBatch) => Float32Array): Float32Array {
  const probabilities = new Float32Array(vocabularySize);
  for (let first = 0; first < vocabularySize; first += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, vocabularySize - first);
    const ids = Int32Array.from({ length: rows }, (_, row) => first + row);
    probabilities.set(classify({ ids, mask: new Uint8Array(rows).fill(1), shape: [rows, 1] }), first);
  }
  return probabilities;
}
