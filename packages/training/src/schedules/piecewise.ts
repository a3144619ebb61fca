import { assertKnownOptions, assertPositiveInteger, assertPositiveNumber, refuse } from '@refrain/core';
import type { LearningRateSchedule } from './schedule.js';

/** Options of {@link piecewise}. */
export interface PiecewiseOptions {
  /** The first step of each rate but the first, rising. */
  readonly boundaries: readonly number[];
  /** One more than there are boundaries. */
  readonly rates: readonly number[];
}

/**
 * Rates that hold from one step to another. Unlike Keras's `PiecewiseConstantDecay`, where a rate still holds at its
 * boundary, the next one begins there.
 *
 * @throws InvalidArgumentError unless the boundaries rise and there is one rate more than boundaries
 * @example
 * const rate = piecewise({ boundaries: [1000, 2000], rates: [1e-2, 1e-3, 1e-4] });
 * rate(1000);   // 0.001
 */
export function piecewise(options: PiecewiseOptions): LearningRateSchedule {
  assertKnownOptions('piecewise', options, ['boundaries', 'rates']);
  const { boundaries, rates } = options;
  boundaries.forEach((boundary) => assertPositiveInteger('boundaries', boundary));
  rates.forEach((rate) => assertPositiveNumber('rates', rate));
  if (boundaries.some((boundary, position) => position > 0 && boundary <= boundaries[position - 1]!)) {
    refuse('boundaries', boundaries, { expected: 'rising' });
  }
  if (rates.length !== boundaries.length + 1) {
    refuse('rates', rates, { expected: `${boundaries.length + 1} numbers for ${boundaries.length} boundaries` });
  }
  return (step) => rates[boundaries.filter((boundary) => boundary <= step).length]!;
}
