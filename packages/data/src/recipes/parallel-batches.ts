import { assertOneOf, assertPositiveInteger, InvalidArgumentError, Random, refuse } from '@refrain/core';
import type { ParallelBatch } from '@refrain/core';
import { chainable, type ChainableDataset } from '../chainable-dataset.js';
import { assertPair, assertParallelBatchOptions, layOut, longestOf } from '../parallel-batch.js';
import type { ParallelBatchOptions, SequencePair } from '../parallel-batch.js';
import { indexedSource } from '../source.js';
import { planBatches, type BatchPlan, type PairLengths } from './batch-plan.js';

/** How {@link parallelBatches} makes batches; give either `batchSize` or `batchTokens`. */
export interface ParallelBatchesOptions extends ParallelBatchOptions {
  /** Pairs a batch. */
  readonly batchSize?: number;
  /** Most tokens a batch, padding counted: its rows times the positions of a row of the source and of the target. */
  readonly batchTokens?: number;
  /** What becomes of pairs beyond `maxLength` on either side: left out, or cut. @default 'leave-out' */
  readonly tooLong?: 'leave-out' | 'cut';
  /** Shuffles the pairs and the batches, in another order each epoch. @default as they come */
  readonly seed?: number | string;
  /**
   * Puts pairs of similar lengths together, so that less is padding: those whose sides are as long to within this many
   * ids. 1 pads least; more mixes batches better between epochs. @default lengths do not matter
   */
  readonly bucketWidth?: number;
  /** Leaves out as many pairs, others each epoch, as would make a batch of fewer than `batchSize`. @default false */
  readonly dropRemainder?: boolean;
}

/**
 * Pairs of sentences in batches, each side padded to its longest and masked: what trains an encoder and a decoder.
 *
 * Each epoch gives each pair exactly once. With `bucketWidth` the pairs are ordered by length, those of one bucket in
 * an order of their own each epoch, cut into batches and the batches shuffled, as fairseq does; without a `seed` the
 * batches then come from short to long, which is the fastest way to evaluate. See {@link parallelBatch} for a row.
 *
 * @param pairs in memory; read where they lie
 * @returns batches with random access; `size` is undefined where `batchTokens` makes more of them in one epoch than in
 *   another: with a `seed`, unless `bucketWidth` is 1
 * @throws InvalidArgumentError for an option it does not know, or one out of range; for a source without ids; if no
 *   pair is short enough, or one has more tokens than a batch may have
 * @example
 * const data = parallelBatches(pairs, { startId: 1, endId: 2, batchSize: 64, bucketWidth: 1, maxLength: 50, seed: 42 });
 * for (const { source, target } of data.iterator(epoch)) …
 */
export function parallelBatches(
  pairs: readonly SequencePair[],
  options: ParallelBatchesOptions,
): ChainableDataset<ParallelBatch> {
  assertOptions(options);
  assertPairs(pairs);
  const { startId, endId, pad = 0, maxLength, tooLong = 'leave-out', seed, dropRemainder = false } = options;
  const { batchSize, batchTokens, bucketWidth } = options;
  const kept = tooLong === 'cut' ? pairs : shortPairs(pairs, options);
  const lengths = lengthsOf(kept, options);
  if (batchTokens !== undefined) assertTokensSuffice(lengths, batchTokens);
  const random = seed === undefined ? undefined : new Random(seed).fork('shuffle');
  const plan = (epoch: number): BatchPlan =>
    planBatches(lengths, { batchSize, batchTokens, bucketWidth, dropRemainder }, random?.fork(epoch));
  const details = { startId, endId, pad, batchSize, batchTokens, bucketWidth, seed, maxLength, tooLong, dropRemainder };
  return chainable(
    indexedSource({
      description: describe(pairs.length, kept.length, details),
      size: batchTokens !== undefined && random && bucketWidth !== 1 ? undefined : plan(0).size,
      access: (epoch) => {
        const { size, pairsOf } = plan(epoch);
        const at = (index: number): ParallelBatch =>
          layOut(
            Array.from(pairsOf(index), (pair) => kept[pair]!),
            options,
          );
        return { size, at };
      },
    }),
  );
}

const names = ['batchSize', 'batchTokens', 'tooLong', 'seed', 'bucketWidth', 'dropRemainder'] as const;

function assertOptions(options: ParallelBatchesOptions): void {
  assertParallelBatchOptions('parallelBatches', options, names);
  const { batchSize, batchTokens, bucketWidth, maxLength, tooLong, dropRemainder } = options;
  if (batchTokens === undefined) assertPositiveInteger('batchSize', batchSize, 'Or give batchTokens in its place.');
  else assertPositiveInteger('batchTokens', batchTokens);
  for (const [name, value] of Object.entries({ batchSize, dropRemainder })) {
    if (batchTokens === undefined || value === undefined) continue;
    const remedy = 'A batch has as many pairs as there is room for.';
    refuse(name, value, { expected: 'left out where batches have batchTokens', remedy });
  }
  if (bucketWidth !== undefined) assertPositiveInteger('bucketWidth', bucketWidth);
  if (tooLong === undefined) return;
  assertOneOf('tooLong', tooLong, ['leave-out', 'cut']);
  if (maxLength !== undefined) return;
  refuse('tooLong', tooLong, { expected: 'left out where nothing is too long', remedy: 'Give maxLength as well.' });
}

function assertPairs(pairs: readonly SequencePair[]): void {
  if (!Array.isArray(pairs)) {
    refuse('pairs', pairs, {
      expected: 'an array of pairs',
      remedy: 'Of a dataset take await dataset.toArray(): batches of similar lengths need all lengths beforehand.',
    });
  }
  if (pairs.length === 0) refuse('pairs', pairs, { expected: 'at least one pair' });
  pairs.forEach(assertPair);
}

/** The pairs that are not too long on either side. */
function shortPairs(pairs: readonly SequencePair[], { maxLength }: ParallelBatchesOptions): readonly SequencePair[] {
  const longest = longestOf(maxLength);
  const kept = pairs.filter(
    ({ source, target }) => source.length <= longest.source && target.length + 1 <= longest.target,
  );
  if (kept.length > 0) return kept;
  throw new InvalidArgumentError({
    argument: 'maxLength',
    value: maxLength,
    message:
      `maxLength must leave at least one pair; received ${longest.source} for sources and ${longest.target} for targets ` +
      `with their end, and all ${pairs.length} pairs are longer. Raise it, or cut them with tooLong: 'cut'.`,
  });
}

/** The positions that each pair takes in a batch. */
function lengthsOf(pairs: readonly SequencePair[], { maxLength }: ParallelBatchesOptions): PairLengths {
  const longest = longestOf(maxLength);
  return {
    source: Int32Array.from(pairs, ({ source }) => Math.min(source.length, longest.source)),
    target: Int32Array.from(pairs, ({ target }) => Math.min(target.length + 1, longest.target)),
  };
}

function assertTokensSuffice({ source, target }: PairLengths, batchTokens: number): void {
  const most = source.reduce((largest, length, pair) => Math.max(largest, length + target[pair]!), 0);
  if (most <= batchTokens) return;
  const remedy = 'Raise it, or leave long pairs out with maxLength.';
  refuse('batchTokens', batchTokens, { expected: `at least ${most}, the tokens of the longest pair`, remedy });
}

/** Names all that decides which batches come, in one order whatever the caller's. */
function describe(pairs: number, kept: number, { maxLength, ...details }: ParallelBatchesOptions): string {
  const { source, target } = longestOf(maxLength);
  const shown = { ...details, maxLength: maxLength === undefined ? undefined : `${source} and ${target}` };
  if (maxLength === undefined) delete shown.tooLong;
  const words = Object.entries(shown)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name, value]) => `${name} ${String(value)}`);
  return `parallelBatches(${[kept === pairs ? `${pairs} pairs` : `${kept} of ${pairs} pairs`, ...words].join(', ')})`;
}
