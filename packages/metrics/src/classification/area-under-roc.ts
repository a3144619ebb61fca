import { assertKnownOptions } from '@refrain/core';
import { assertBinaryPredictions } from './binary-predictions.js';
import type { BinaryPredictions } from './binary-predictions.js';

/**
 * The area under the receiver operating characteristic: how often a positive example has a higher score than a negative
 * one, whatever the threshold; half a time where both are equal. 1 is perfect, 0.5 is guessing.
 *
 * By ranks (Mann and Whitney, "On a Test of Whether one of Two Random Variables is Stochastically Larger than the Other",
 * 1947), so that it takes no more than sorting.
 *
 * @returns from 0 to 1; not a number where all examples are of one class
 * @throws InvalidArgumentError if the arrays don't fit, a score is not a number, or a label is not 0 or 1
 * @example
 * areaUnderRoc({ scores: [0.9, 0.4, 0.6, 0.1], labels: [1, 1, 0, 0] });   // 0.75
 */
export function areaUnderRoc(predictions: BinaryPredictions): number {
  assertKnownOptions('areaUnderRoc', predictions, ['scores', 'labels']);
  assertBinaryPredictions(predictions);
  const { scores, labels } = predictions;
  const order = Array.from({ length: labels.length }, (_, example) => example);
  order.sort((first, second) => (scores[first]! < scores[second]! ? -1 : Number(scores[first]! > scores[second]!)));
  let positives = 0;
  let rankSum = 0;
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && scores[order[end]!] === scores[order[start]!]) end++;
    const tied = order.slice(start, end).reduce((sum, example) => sum + labels[example]!, 0);
    // Equal scores share the mean of their ranks, which count from 1.
    rankSum += (tied * (start + 1 + end)) / 2;
    positives += tied;
    start = end;
  }
  const negatives = order.length - positives;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
