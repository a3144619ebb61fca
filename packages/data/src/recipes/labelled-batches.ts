import { assertOneOf, assertPositiveInteger, Random, refuse } from '@refrain/core';
import type { LabelledBatch } from '@refrain/core';
import { chainable, type ChainableDataset } from '../chainable-dataset.js';
import { assertExample, assertLabelledBatchOptions, layOutLabelled, lengthsOf } from '../labelled-batch.js';
import type { LabelledBatchOptions, LabelledExample } from '../labelled-batch.js';
import { indexedSource } from '../source.js';
import { planBatches, type BatchPlan } from './batch-plan.js';

/** How {@link labelledBatches} makes batches. */
export interface LabelledBatchesOptions extends LabelledBatchOptions {
  /** Examples a batch. */
  readonly batchSize: number;
  /** Shuffles the examples and the batches, in another order each epoch. @default as they come */
  readonly seed?: number | string;
  /**
   * Puts texts of similar lengths together, so that less is padding: those as long to within this many ids. 1 pads
   * least; more mixes batches better between epochs. @default lengths do not matter
   */
  readonly bucketWidth?: number;
  /** Leaves out as many examples, others each epoch, as would make a batch of fewer. @default false */
  readonly dropRemainder?: boolean;
}

/**
 * Labelled texts in batches, each padded to its longest text and masked: what trains a classifier.
 *
 * Each epoch gives each example exactly once, in an exact shuffle. With `bucketWidth` the examples are ordered by length,
 * those of one bucket in an order of their own each epoch, cut into batches and the batches shuffled; without a `seed`
 * the batches then come from short to long, which is the fastest way to evaluate. For a shuffle within a buffer, as
 * tf.data's, write `fromArray(examples).shuffle({ seed, bufferSize }).batch(32).map((rows) => labelledBatch(rows))`.
 *
 * @param examples in memory; read where they lie
 * @returns batches with random access; the last one, or with `bucketWidth` any one, may have fewer rows
 * @throws InvalidArgumentError for an option it does not know, or one out of range; for a label outside [0, 1]; without
 *   examples
 * @example
 * const data = labelledBatches(reviews, { batchSize: 32, seed: 42, maxLength: 400 });
 * for (const { inputs, labels } of data.iterator(epoch)) …
 */
export function labelledBatches(
  examples: readonly LabelledExample[],
  options: LabelledBatchesOptions,
): ChainableDataset<LabelledBatch> {
  assertOptions(options);
  assertExamples(examples);
  const { batchSize, seed, bucketWidth, dropRemainder = false } = options;
  // Buckets go by two sides; a text has one.
  const lengths = { source: new Int32Array(examples.length), target: lengthsOf(examples, options) };
  const random = seed === undefined ? undefined : new Random(seed).fork('shuffle');
  const plan = (epoch: number): BatchPlan =>
    planBatches(lengths, { batchSize, bucketWidth, dropRemainder }, random?.fork(epoch));
  return chainable(
    indexedSource({
      description: describe(examples.length, options),
      size: (dropRemainder ? Math.floor : Math.ceil)(examples.length / batchSize),
      access: (epoch) => {
        const { size, pairsOf } = plan(epoch);
        const at = (index: number): LabelledBatch =>
          layOutLabelled(
            Array.from(pairsOf(index), (example) => examples[example]!),
            options,
          );
        return { size, at };
      },
    }),
  );
}

function assertOptions(options: LabelledBatchesOptions): void {
  assertLabelledBatchOptions('labelledBatches', options, ['batchSize', 'seed', 'bucketWidth', 'dropRemainder']);
  const { batchSize, bucketWidth, dropRemainder = false } = options;
  assertPositiveInteger('batchSize', batchSize);
  if (bucketWidth !== undefined) assertPositiveInteger('bucketWidth', bucketWidth);
  assertOneOf('dropRemainder', dropRemainder, [true, false]);
}

function assertExamples(examples: readonly LabelledExample[]): void {
  if (!Array.isArray(examples)) {
    refuse('examples', examples, {
      expected: 'an array of examples',
      remedy: 'Of a dataset take await dataset.toArray(), or batch it with labelledBatch.',
    });
  }
  if (examples.length === 0) refuse('examples', examples, { expected: 'at least one example' });
  examples.forEach(assertExample);
}

/** Names all that decides which batches come, in one order whatever the caller's. */
function describe(count: number, options: LabelledBatchesOptions): string {
  const { batchSize, bucketWidth, seed, pad = 0, padding = 'post', maxLength, truncating } = options;
  const { longestFirst, dropRemainder } = options;
  const details = { batchSize, bucketWidth, seed, pad, padding, maxLength, truncating, longestFirst, dropRemainder };
  const words = Object.entries(details)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name, value]) => `${name} ${String(value)}`);
  return `labelledBatches(${[`${count} examples`, ...words].join(', ')})`;
}
