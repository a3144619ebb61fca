import { assertKnownOptions, assertNonNegativeInteger, assertPositiveInteger, refuse } from '@refrain/core';
import type { IdBatch, ParallelBatch } from '@refrain/core';

/** A sentence and its translation, as ids; without a start and an end. */
export interface SequencePair {
  readonly source: ArrayLike<number>;
  readonly target: ArrayLike<number>;
}

/** Most positions a side of a pair may take: ids of the source; ids of the target and its end. */
export type PairLength = number | { readonly source: number; readonly target: number };

/** How {@link parallelBatch} lays out its rows. */
export interface ParallelBatchOptions {
  /** The id that the decoder reads first. */
  readonly startId: number;
  /** The id that it has to predict last. */
  readonly endId: number;
  /** The id that fills shorter rows on both sides; the mask, not the id, tells what is padding. @default 0 */
  readonly pad?: number;
  /** Cuts what is longer behind, so that a target which is cut has no end. @default nothing is cut */
  readonly maxLength?: PairLength;
}

/**
 * Pairs of sentences as one batch for an encoder and a decoder: of each target, the start and its ids to read, and its
 * ids and the end to predict.
 *
 * Padded behind to the longest of each side. Cut as Géron's "Hands-On Machine Learning", 3rd edition, chapter 16, does
 * with `output_sequence_length`.
 *
 * @returns `source` `[pairs, source time]` and `target` `[pairs, target time]`; the arrays are the caller's
 * @throws InvalidArgumentError for an option it does not know, one out of range, and a source without ids
 * @example
 * const { source, target } = parallelBatch([{ source: [5, 6], target: [7, 8] }], { startId: 1, endId: 2 });
 * target.inputs.ids;   // [1, 7, 8]
 * target.targets;      // [7, 8, 2]
 */
export function parallelBatch(pairs: readonly SequencePair[], options: ParallelBatchOptions): ParallelBatch {
  assertParallelBatchOptions('parallelBatch', options);
  pairs.forEach(assertPair);
  return layOut(pairs, options);
}

/** {@link parallelBatch} of pairs and options that have been checked. */
export function layOut(pairs: readonly SequencePair[], options: ParallelBatchOptions): ParallelBatch {
  const { startId, endId, pad = 0 } = options;
  const longest = longestOf(options.maxLength);
  const size = pairs.length;
  const sourceTime = longestRow(pairs, ({ source }) => Math.min(source.length, longest.source));
  const targetTime = longestRow(pairs, ({ target }) => Math.min(target.length + 1, longest.target));
  const source = emptyBatch([size, sourceTime], pad);
  const inputs = emptyBatch([size, targetTime], pad);
  const targets = new Int32Array(size * targetTime).fill(pad);
  pairs.forEach((pair, row) => {
    const read = Math.min(pair.source.length, sourceTime);
    const sourceStart = row * sourceTime;
    for (let position = 0; position < read; position++) source.ids[sourceStart + position] = pair.source[position]!;
    source.mask.fill(1, sourceStart, sourceStart + read);

    const predicted = Math.min(pair.target.length + 1, targetTime);
    const targetStart = row * targetTime;
    for (let position = 0; position < predicted; position++) {
      inputs.ids[targetStart + position] = position === 0 ? startId : pair.target[position - 1]!;
      targets[targetStart + position] = position === pair.target.length ? endId : pair.target[position]!;
    }
    inputs.mask.fill(1, targetStart, targetStart + predicted);
  });
  return { source, target: { inputs, targets, startsSequence: true } };
}

function longestRow(pairs: readonly SequencePair[], lengthOf: (pair: SequencePair) => number): number {
  return pairs.reduce((longest, pair) => Math.max(longest, lengthOf(pair)), 0);
}

function emptyBatch(shape: readonly [batch: number, time: number], pad: number): IdBatch {
  const [batch, time] = shape;
  return { ids: new Int32Array(batch * time).fill(pad), mask: new Uint8Array(batch * time), shape };
}

/** Both sides of a {@link PairLength}; without one, nothing is too long. */
export function longestOf(length: PairLength | undefined): { readonly source: number; readonly target: number } {
  return typeof length === 'object' ? length : { source: length ?? Infinity, target: length ?? Infinity };
}

/** Throws unless the options of a batch of pairs are right; `others` are what the owner knows besides. */
export function assertParallelBatchOptions(
  owner: string,
  options: ParallelBatchOptions,
  others: readonly string[] = [],
): void {
  assertKnownOptions(owner, options, ['startId', 'endId', 'pad', 'maxLength', ...others]);
  const { startId, endId, pad = 0, maxLength } = options;
  const remedy = 'Take it from the vocabulary of the target tokenizer.';
  assertNonNegativeInteger('startId', startId, remedy);
  assertNonNegativeInteger('endId', endId, remedy);
  if (!Number.isInteger(pad)) refuse('pad', pad, { expected: 'an id, an integer' });
  if (maxLength === undefined) return;
  if (typeof maxLength !== 'object' || maxLength === null) return assertPositiveInteger('maxLength', maxLength);
  assertKnownOptions('maxLength', maxLength, ['source', 'target']);
  assertPositiveInteger('maxLength.source', maxLength.source);
  assertPositiveInteger('maxLength.target', maxLength.target);
}

/** Throws unless a pair can be a row of a batch. */
export function assertPair(pair: SequencePair, index: number): void {
  const { source, target } = (pair ?? {}) as Partial<SequencePair>;
  if (!isSequence(source)) refuse(`pairs[${index}].source`, source, { expected: 'an array of ids' });
  if (!isSequence(target)) refuse(`pairs[${index}].target`, target, { expected: 'an array of ids' });
  if (source.length === 0) {
    const remedy = 'There is nothing to translate: leave the pair out.';
    refuse(`pairs[${index}].source`, source, { expected: 'at least one id', remedy });
  }
}

function isSequence(value: unknown): value is ArrayLike<number> {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}
