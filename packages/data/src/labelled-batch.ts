import { assertKnownOptions, assertOneOf, assertPositiveInteger, refuse } from '@refrain/core';
import type { LabelledBatch } from '@refrain/core';
import { idBatch, type Side } from './id-batch.js';

/** A text as ids, and what it is. */
export interface LabelledExample {
  /** May be empty: a row of padding alone. */
  readonly ids: ArrayLike<number>;
  /** 1 for positive, 0 for negative; a share in between where raters disagree. */
  readonly label: number;
}

/** How {@link labelledBatch} lays out its rows. */
export interface LabelledBatchOptions {
  /** The id that fills shorter rows. @default 0 */
  readonly pad?: number;
  /** Where the filling stands. @default 'post' */
  readonly padding?: Side;
  /** Most ids a row may have; what is longer is cut. @default nothing is cut */
  readonly maxLength?: number;
  /** From where ids beyond `maxLength` are cut away. @default 'post' */
  readonly truncating?: Side;
  /**
   * Orders the rows of a batch by length, the longest first, as packed sequences of PyTorch want them; rows of one
   * length stay in order. The labels go with them. @default false
   */
  readonly longestFirst?: boolean;
}

/**
 * Labelled texts as one batch for a classifier, padded to the longest of them and masked.
 *
 * @returns a batch `[examples, time]` and its labels `[examples]`; time is at least 1, also where all texts are empty
 * @throws InvalidArgumentError for an option it does not know, one out of range, and a label outside [0, 1]
 * @example
 * const { inputs, labels } = labelledBatch([{ ids: [5, 6, 7], label: 1 }, { ids: [8], label: 0 }]);
 * inputs.ids;   // [5, 6, 7, 8, 0, 0]
 * labels;       // [1, 0]
 */
export function labelledBatch(examples: readonly LabelledExample[], options: LabelledBatchOptions = {}): LabelledBatch {
  assertLabelledBatchOptions('labelledBatch', options);
  examples.forEach(assertExample);
  return layOutLabelled(examples, options);
}

/** {@link labelledBatch} of examples and options that have been checked. */
export function layOutLabelled(examples: readonly LabelledExample[], options: LabelledBatchOptions): LabelledBatch {
  const { pad, padding, truncating, longestFirst = false } = options;
  const lengths = lengthsOf(examples, options);
  const rows = longestFirst ? inOrderOfLength(examples, lengths) : examples;
  const length = lengths.reduce((longest, each) => Math.max(longest, each), 1);
  return {
    inputs: idBatch(
      rows.map(({ ids }) => ids),
      { pad, padding, truncating, length },
    ),
    labels: Float32Array.from(rows, ({ label }) => label),
  };
}

/** How many ids of each example a batch takes. */
export function lengthsOf(
  examples: readonly LabelledExample[],
  { maxLength = Infinity }: LabelledBatchOptions,
): Int32Array {
  return Int32Array.from(examples, ({ ids }) => Math.min(ids.length, maxLength));
}

function inOrderOfLength(examples: readonly LabelledExample[], lengths: Int32Array): readonly LabelledExample[] {
  const order = Array.from(examples.keys()).sort((first, second) => lengths[second]! - lengths[first]!);
  return order.map((row) => examples[row]!);
}

/** Throws unless the options of labelled batches are right; `others` are what the owner knows besides. */
export function assertLabelledBatchOptions(
  owner: string,
  options: LabelledBatchOptions,
  others: readonly string[] = [],
): void {
  assertKnownOptions(owner, options, ['pad', 'padding', 'maxLength', 'truncating', 'longestFirst', ...others]);
  const { pad = 0, padding = 'post', maxLength, truncating, longestFirst = false } = options;
  if (!Number.isInteger(pad)) refuse('pad', pad, { expected: 'an id, an integer' });
  assertOneOf('padding', padding, ['pre', 'post']);
  assertOneOf('longestFirst', longestFirst, [true, false]);
  if (maxLength !== undefined) assertPositiveInteger('maxLength', maxLength);
  if (truncating === undefined) return;
  assertOneOf('truncating', truncating, ['pre', 'post']);
  if (maxLength !== undefined) return;
  const remedy = 'Give maxLength as well.';
  refuse('truncating', truncating, { expected: 'left out where nothing is cut', remedy });
}

/** Throws unless an example can be a row of a batch. */
export function assertExample(example: LabelledExample, index: number): void {
  const { ids, label } = (example ?? {}) as Partial<LabelledExample>;
  if (!Array.isArray(ids) && !ArrayBuffer.isView(ids)) {
    refuse(`examples[${index}].ids`, ids, { expected: 'an array of ids' });
  }
  if (typeof label === 'number' && label >= 0 && label <= 1) return;
  refuse(`examples[${index}].label`, label, { expected: 'a number from 0 for negative to 1 for positive' });
}
