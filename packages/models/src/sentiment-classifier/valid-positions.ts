import type { IdBatch } from '@refrain/core';
import { InvalidArgumentError } from '@refrain/core';
import type { ResolvedSentimentClassifierOptions } from './options.js';

/** The batch as the recurrence is to read it, its mask 1 where a position is read. */
export function validPositions(inputs: IdBatch, options: ResolvedSentimentClassifierOptions): IdBatch {
  const { ids, mask, shape } = inputs;
  switch (options.masking) {
    case 'none':
      return { ids, mask: new Uint8Array(mask.length).fill(1), shape };
    case 'from-ids':
      return { ids, mask: Uint8Array.from(ids, (id) => (id === options.paddingId ? 0 : 1)), shape };
    case 'explicit':
      return inputs;
    case 'ragged':
      return withoutCommonPadding(inputs);
  }
}

/** The batch cut to its longest row. */
function withoutCommonPadding({ ids, mask, shape }: IdBatch): IdBatch {
  const [rows, time] = shape;
  const lengths = Array.from({ length: rows }, (_, row) => rowLength(mask.subarray(row * time, (row + 1) * time), row));
  // A batch of empty rows keeps one masked position: there are no sequences of no position.
  const longest = Math.max(1, ...lengths);
  if (longest === time) return { ids, mask, shape };
  const cut = { ids: new Int32Array(rows * longest), mask: new Uint8Array(rows * longest) };
  for (let row = 0; row < rows; row++) {
    cut.ids.set(ids.subarray(row * time, row * time + longest), row * longest);
    cut.mask.set(mask.subarray(row * time, row * time + longest), row * longest);
  }
  return { ...cut, shape: [rows, longest] };
}

/** How many ids a row has. @throws InvalidArgumentError unless all its padding stands behind them */
function rowLength(mask: Uint8Array, row: number): number {
  const length = mask.lastIndexOf(1) + 1;
  const gap = mask.indexOf(0);
  if (gap === -1 || gap >= length) return length;
  throw new InvalidArgumentError({
    argument: 'inputs.mask',
    value: mask,
    message:
      `inputs.mask must have its ones before its zeros in each row for masking 'ragged'; received a 0 at position ${gap} ` +
      `of row ${row}, before ids that count. Pad behind, or use masking 'explicit'.`,
  });
}
