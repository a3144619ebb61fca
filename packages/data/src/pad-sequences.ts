import { refuse, type IdBatch } from '@refrain/core';
import { assertPaddingOptions, idBatch, type PaddingOptions } from './id-batch.js';

/**
 * Sequences of ids as one batch, as Keras's `pad_sequences`: filled up and cut in front, so that a recurrent network
 * ends on the last ids of every sequence. {@link idBatch} does the same behind.
 *
 * @param sequences each of ids; an empty one becomes a row of padding
 * @param options those of Keras; here `padding` and `truncating` are 'pre' by default. `length` is Keras's `maxlen`,
 *   `pad` its `value`
 * @returns a batch `[sequences, time]`; its arrays are the caller's. The mask, which Keras doesn't give, is 1 where an
 *   id of a sequence stands
 * @throws InvalidArgumentError for an option it does not know, or one out of range, and for what is no sequence of ids
 * @example
 * padSequences([[5, 6, 7], [8]]).ids;                  // [5, 6, 7, 0, 0, 8]
 * padSequences([[5, 6, 7], [8]], { length: 2 }).ids;   // [6, 7, 0, 8]
 */
export function padSequences(sequences: readonly ArrayLike<number>[], options: PaddingOptions = {}): IdBatch {
  assertPaddingOptions('padSequences', options);
  if (!Array.isArray(sequences)) refuse('sequences', sequences, { expected: 'an array of sequences of ids' });
  for (const [position, sequence] of sequences.entries()) assertSequence(`sequences[${position}]`, sequence);
  const { padding = 'pre', length, truncating = 'pre' } = options;
  return idBatch(sequences, { ...options, padding, ...(length !== undefined && { truncating }) });
}

function assertSequence(argument: string, sequence: unknown): void {
  if (ArrayBuffer.isView(sequence)) return;
  if (!Array.isArray(sequence)) refuse(argument, sequence, { expected: 'an array of ids' });
  for (const [position, id] of sequence.entries()) {
    if (!Number.isInteger(id)) refuse(`${argument}[${position}]`, id, { expected: 'an id, an integer' });
  }
}
