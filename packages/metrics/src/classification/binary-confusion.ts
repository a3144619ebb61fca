import { assertKnownOptions, refuse } from '@refrain/core';
import { assertBinaryPredictions } from './binary-predictions.js';
import type { BinaryPredictions } from './binary-predictions.js';

/** What {@link binaryConfusion} counts. */
export interface BinaryConfusionOptions extends BinaryPredictions {
  /** Scores above it are taken as positive: 0.5 for probabilities, 0 for logits. @default 0.5 */
  readonly threshold?: number;
}

/** How many examples of each class were taken for each class; those of several batches may be added up. */
export interface BinaryConfusion {
  /** Positive and taken so. */
  readonly truePositives: number;
  /** Negative, but taken as positive. */
  readonly falsePositives: number;
  /** Negative and taken so. */
  readonly trueNegatives: number;
  /** Positive, but taken as negative. */
  readonly falseNegatives: number;
}

/**
 * Counts what a classifier of two classes takes for what.
 *
 * @throws InvalidArgumentError if the arrays don't fit, a score is not a number, or a label is not 0 or 1
 * @example
 * const confusion = binaryConfusion({ scores: [0.9, 0.6, 0.2], labels: [1, 0, 0] });
 * confusion.falsePositives;   // 1
 */
export function binaryConfusion(options: BinaryConfusionOptions): BinaryConfusion {
  assertKnownOptions('binaryConfusion', options, ['scores', 'labels', 'threshold']);
  const { scores, labels, threshold = 0.5 } = options;
  if (!Number.isFinite(threshold)) refuse('threshold', threshold, { expected: 'a finite number' });
  assertBinaryPredictions(options);
  const confusion = { truePositives: 0, falsePositives: 0, trueNegatives: 0, falseNegatives: 0 };
  for (let example = 0; example < labels.length; example++) {
    const takenAsPositive = scores[example]! > threshold;
    if (labels[example] === 1) confusion[takenAsPositive ? 'truePositives' : 'falseNegatives']++;
    else confusion[takenAsPositive ? 'falsePositives' : 'trueNegatives']++;
  }
  return confusion;
}
