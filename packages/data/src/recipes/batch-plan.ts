import type { Random } from '@refrain/core';
import { permutation } from '../permutation.js';

/** How many positions each pair takes on either side. */
export interface PairLengths {
  readonly source: Int32Array;
  readonly target: Int32Array;
}

/** How {@link planBatches} divides pairs among batches. */
export interface BatchPlanOptions {
  /** Pairs a batch; or else */
  readonly batchSize?: number;
  /** the most tokens a batch, padding counted on both sides. */
  readonly batchTokens?: number;
  /** Lengths that make a bucket; undefined where pairs are not ordered by length. */
  readonly bucketWidth?: number;
  readonly dropRemainder: boolean;
}

/** Which pairs make which batch in an epoch. */
export interface BatchPlan {
  /** How many batches there are. */
  readonly size: number;
  /** The pairs of a batch. */
  pairsOf(batch: number): Uint32Array;
}

/**
 * Divides pairs among batches: shuffled, ordered by bucket (those of a bucket stay shuffled), cut into batches, which
 * are then shuffled. Without `random` nothing is shuffled.
 */
export function planBatches(lengths: PairLengths, options: BatchPlanOptions, random: Random | undefined): BatchPlan {
  const order = pairOrder(lengths.source.length, options, random);
  if (options.bucketWidth !== undefined) sortByBucket(order, lengths, options.bucketWidth);
  const starts = batchStarts(order, lengths, options);
  const size = starts.length;
  const place = random && size > 0 ? permutation(size, random) : (batch: number): number => batch;
  return { size, pairsOf: (batch) => order.subarray(starts[place(batch)], starts[place(batch) + 1]) };
}

/** The pairs of the epoch. What is no whole batch is left out here, where chance decides which pairs, not their length. */
function pairOrder(
  pairs: number,
  { batchSize = 1, dropRemainder }: BatchPlanOptions,
  random: Random | undefined,
): Uint32Array {
  const place = random ? permutation(pairs, random) : (index: number): number => index;
  return Uint32Array.from({ length: dropRemainder ? pairs - (pairs % batchSize) : pairs }, (_, index) => place(index));
}

/** Orders pairs by the bucket of their target, then of their source; the sort is stable. */
function sortByBucket(order: Uint32Array, { source, target }: PairLengths, width: number): void {
  const buckets = Math.ceil(source.reduce((most, length) => Math.max(most, length), 0) / width) + 1;
  const bucketOf = Float64Array.from(
    target,
    (length, pair) => Math.ceil(length / width) * buckets + Math.ceil(source[pair]! / width),
  );
  order.sort((first, second) => bucketOf[first]! - bucketOf[second]!);
}

/** Where each batch begins in `order`. */
function batchStarts(
  order: Uint32Array,
  { source, target }: PairLengths,
  { batchSize = Infinity, batchTokens = Infinity }: BatchPlanOptions,
): number[] {
  const starts: number[] = [];
  let rows = 0;
  let sourceTime = 0;
  let targetTime = 0;
  order.forEach((pair, index) => {
    sourceTime = Math.max(sourceTime, source[pair]!);
    targetTime = Math.max(targetTime, target[pair]!);
    rows++;
    if (index > 0 && rows <= batchSize && rows * (sourceTime + targetTime) <= batchTokens) return;
    starts.push(index);
    rows = 1;
    sourceTime = source[pair]!;
    targetTime = target[pair]!;
  });
  return starts;
}
