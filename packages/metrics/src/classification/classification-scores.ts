import { assertNonNegativeInteger } from '@refrain/core';
import type { BinaryConfusion } from './binary-confusion.js';

/** How good a classifier of two classes is; all from 0 to 1. */
export interface ClassificationScores {
  /** Share of all examples that are taken for what they are; not a number without examples. */
  readonly accuracy: number;
  /** Share of those taken as positive that are; 0 where none is taken so. */
  readonly precision: number;
  /** Share of the positive that are taken as such; 0 where none is positive. */
  readonly recall: number;
  /** The harmonic mean of precision and recall; 0 where both are. */
  readonly f1: number;
}

/**
 * Accuracy, precision, recall and F1 of the positive class, as scikit-learn computes them.
 *
 * @throws InvalidArgumentError for a count that is not a whole number of at least 0
 * @example
 * classificationScores({ truePositives: 3, falsePositives: 1, trueNegatives: 4, falseNegatives: 2 });
 * // { accuracy: 0.7, precision: 0.75, recall: 0.6, f1: 0.666… }
 */
export function classificationScores(confusion: BinaryConfusion): ClassificationScores {
  const { truePositives, falsePositives, trueNegatives, falseNegatives } = confusion;
  const counts = { truePositives, falsePositives, trueNegatives, falseNegatives };
  for (const [name, count] of Object.entries(counts)) assertNonNegativeInteger(name, count);
  const mistakes = falsePositives + falseNegatives;
  return {
    accuracy: (truePositives + trueNegatives) / (truePositives + trueNegatives + mistakes),
    precision: share(truePositives, truePositives + falsePositives),
    recall: share(truePositives, truePositives + falseNegatives),
    f1: share(2 * truePositives, 2 * truePositives + mistakes),
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
