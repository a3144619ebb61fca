import { assertKnownOptions, assertOneOf, assertPositiveInteger, refuse, type IdBatch } from '@refrain/core';

/** The beginning or the end of a sequence. */
export type Side = 'pre' | 'post';

/** How sequences become rows of one length. */
export interface PaddingOptions {
  /** The id that fills a row; the mask, not the id, tells what is padding. @default 0 */
  readonly pad?: number;
  /** Where the filling stands. @default 'post' */
  readonly padding?: Side;
  /** The length of every row, in ids. @default the longest of the sequences given together */
  readonly length?: number;
  /** From where ids beyond `length` are cut away. @default 'post' */
  readonly truncating?: Side;
}

/**
 * Sequences of ids as one batch, padded to one length, with a mask that is 1 where an id counts.
 *
 * Ids and mask as {@link padSequences} lays them out, save that both sides default to 'post'.
 *
 * @param rows the sequences, each of ids; an empty one becomes a row of padding
 * @returns a batch `[rows, time]`; its arrays are the caller's
 * @throws InvalidArgumentError for an option it does not know, or one out of range
 * @example
 * idBatch([[5, 6, 7], [8]]).ids;   // [5, 6, 7, 8, 0, 0]
 */
export function idBatch(rows: readonly ArrayLike<number>[], options: PaddingOptions = {}): IdBatch {
  assertPaddingOptions('idBatch', options);
  const { pad = 0, padding = 'post', truncating = 'post' } = options;
  const length = options.length ?? rows.reduce((longest, row) => Math.max(longest, row.length), 0);
  const ids = new Int32Array(rows.length * length).fill(pad);
  const mask = new Uint8Array(rows.length * length);
  rows.forEach((row, place) => {
    const kept = Math.min(row.length, length);
    const from = truncating === 'pre' ? row.length - kept : 0;
    const offset = place * length + (padding === 'pre' ? length - kept : 0);
    for (let position = 0; position < kept; position++) ids[offset + position] = row[from + position]!;
    mask.fill(1, offset, offset + kept);
  });
  return { ids, mask, shape: [rows.length, length] };
}

/** Throws unless the options of padding are right; `others` are what the owner knows besides. */
export function assertPaddingOptions(owner: string, options: PaddingOptions, others: readonly string[] = []): void {
  assertKnownOptions(owner, options, [...others, 'pad', 'padding', 'length', 'truncating']);
  const { pad = 0, padding = 'post', length, truncating } = options;
  if (!Number.isInteger(pad)) refuse('pad', pad, { expected: 'an id, an integer' });
  assertOneOf('padding', padding, ['pre', 'post']);
  if (length !== undefined) assertPositiveInteger('length', length);
  if (truncating === undefined) return;
  assertOneOf('truncating', truncating, ['pre', 'post']);
  if (length === undefined) {
    refuse('truncating', truncating, {
      expected: 'left out where rows have no fixed length',
      remedy: 'Give length as well.',
    });
  }
}
