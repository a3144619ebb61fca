import { refuse } from '@refrain/core';
import type { Weighted } from './weighted-mean.js';

/**
 * The mean of a masked loss as Keras up to 2.9 reports it: summed over the targets that count, divided by all positions,
 * padding included. The more padding, the smaller: only to be compared with figures from such a Keras.
 *
 * Keras 2.10 and later, PyTorch with `ignore_index` and `crossEntropy` divide by the targets that count, as does
 * perplexity. Accuracy was always of those that count. Follows `apply_mask` and `SUM_OVER_BATCH_SIZE` of Keras 2.9.
 *
 * @param loss the mean over the targets that count, and how many they are, such as `crossEntropy` gives
 * @param positions all positions of the batches, with their padding; Keras pads every row to one length, whereas
 *   batches here are as long as their longest row
 * @returns the mean over all positions, in the unit of the loss
 * @throws InvalidArgumentError unless there are at least as many positions as targets that count
 * @example
 * meanOverAllPositions({ mean: 3, weight: 10 }, 50);   // { mean: 0.6, weight: 50 }
 */
export function meanOverAllPositions(loss: Weighted, positions: number): Weighted {
  const { mean, weight } = loss;
  if (!(weight >= 0)) refuse('loss.weight', weight, { expected: 'a number of at least 0' });
  if (!(positions >= weight && Number.isFinite(positions))) {
    refuse('positions', positions, { expected: `a number of at least ${weight}, the targets that count` });
  }
  return { mean: weight === 0 ? 0 / positions : (mean * weight) / positions, weight: positions };
}
