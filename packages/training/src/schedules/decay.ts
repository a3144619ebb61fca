import {
  assertKnownOptions,
  assertNonNegativeInteger,
  assertNumberWithin,
  assertOneOf,
  assertPositiveInteger,
  assertPositiveNumber,
} from '@refrain/core';
import type { LearningRateSchedule } from './schedule.js';

/** Options of {@link exponentialDecay}. */
export interface ExponentialDecayOptions {
  /** What the rate is multiplied by over `everySteps` steps, within [0, 1]. */
  readonly factor: number;
  readonly everySteps: number;
  /** Steps before the decay begins. @default 0 */
  readonly afterSteps?: number;
  /** Decays at once at the end of each `everySteps` steps instead of a little each step. @default false */
  readonly staircase?: boolean;
}

/**
 * A rate that shrinks by a constant factor: rate · factor ^ ((step - afterSteps) / everySteps).
 *
 * char-rnn multiplies by 0.97 at the end of each epoch from the tenth on:
 * `exponentialDecay(2e-3, { factor: 0.97, everySteps: n, afterSteps: 9 * n, staircase: true })` for n steps an epoch.
 *
 * @param rate the rate at first
 * @throws InvalidArgumentError for an option that is unknown, missing or out of its range
 * @example
 * const rate = exponentialDecay(0.1, { factor: 0.5, everySteps: 100 });
 * rate(200);   // 0.025
 */
export function exponentialDecay(rate: number, options: ExponentialDecayOptions): LearningRateSchedule {
  assertKnownOptions('exponentialDecay', options, ['factor', 'everySteps', 'afterSteps', 'staircase']);
  const { factor, everySteps, afterSteps = 0, staircase = false } = options;
  assertPositiveNumber('rate', rate);
  assertNumberWithin('factor', factor, { minimum: 0, maximum: 1 });
  assertPositiveInteger('everySteps', everySteps);
  assertNonNegativeInteger('afterSteps', afterSteps);
  assertOneOf('staircase', staircase, [true, false]);
  return (step) => {
    const periods = Math.max(0, step - afterSteps) / everySteps;
    return rate * factor ** (staircase ? Math.floor(periods) : periods);
  };
}

/** Options of {@link cosineDecay}. */
export interface CosineDecayOptions {
  /** The step from which on the rate stays at `finalRate`. */
  readonly steps: number;
  /** Steps over which the rate rises evenly from near 0 to its full height. @default 0 */
  readonly warmupSteps?: number;
  /** @default 0 */
  readonly finalRate?: number;
}

/**
 * A rate that rises over a warm-up, then falls along half a cosine wave.
 *
 * Step k of the warm-up has rate · (k + 1) / (warmupSteps + 1), as in nanoGPT, so that no step has rate 0.
 * Loshchilov and Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", 2017, without the restarts.
 *
 * @param rate the rate at its height
 * @throws InvalidArgumentError for an option that is unknown, missing or out of its range
 * @example
 * const rate = cosineDecay(1e-3, { steps: 2000, warmupSteps: 100, finalRate: 1e-4 });
 */
export function cosineDecay(rate: number, options: CosineDecayOptions): LearningRateSchedule {
  assertKnownOptions('cosineDecay', options, ['steps', 'warmupSteps', 'finalRate']);
  const { steps, warmupSteps = 0, finalRate = 0 } = options;
  assertPositiveNumber('rate', rate);
  assertPositiveInteger('steps', steps);
  assertNumberWithin('warmupSteps', warmupSteps, { minimum: 0, maximum: steps - 1 });
  assertNumberWithin('finalRate', finalRate, { minimum: 0, maximum: rate });
  return (step) => {
    if (step < warmupSteps) return (rate * (step + 1)) / (warmupSteps + 1);
    const progress = Math.min(1, (step - warmupSteps) / (steps - warmupSteps));
    return finalRate + (rate - finalRate) * 0.5 * (1 + Math.cos(Math.PI * progress));
  };
}

/**
 * A rate that rises evenly over a warm-up, then falls with the root of the step number:
 * rate · min(n / warmupSteps, √(warmupSteps / n)) for the n-th step, from 1.
 *
 * Vaswani et al., "Attention Is All You Need", 2017, section 5.3, as Marian and fairseq scale it: `rate` is the height.
 *
 * @param rate the rate at its height, reached at step `warmupSteps`
 * @throws InvalidArgumentError for an option that is unknown, missing or out of its range
 * @example
 * const rate = inverseSquareRoot(5e-4, { warmupSteps: 4000 });
 */
export function inverseSquareRoot(rate: number, options: { readonly warmupSteps: number }): LearningRateSchedule {
  assertKnownOptions('inverseSquareRoot', options, ['warmupSteps']);
  const { warmupSteps } = options;
  assertPositiveNumber('rate', rate);
  assertPositiveInteger('warmupSteps', warmupSteps);
  return (step) => rate * Math.min((step + 1) / warmupSteps, Math.sqrt(warmupSteps / (step + 1)));
}
