import { refuse } from '@refrain/core';
import type { LearningRate } from '../schedules/schedule.js';
import { assertOptimizerOptions } from './common-options.js';
import type { CommonOptimizerOptions } from './common-options.js';
import type { Optimizer } from './optimizer.js';
import { slottedOptimizer } from './slotted-optimizer.js';

/** Options of {@link sgd}. */
export interface SgdOptions extends CommonOptimizerOptions {
  /** How much of each change is repeated in the next. @default 0 */
  readonly momentum?: number;
  /** Looks one momentum step ahead. Needs `momentum`. @default false */
  readonly nesterov?: boolean;
}

/**
 * Plain gradient descent, with momentum on request.
 *
 * The momentum buffer holds changes, learning rate included, as in Keras; PyTorch's holds gradients, which differs only
 * while the rate changes.
 *
 * @param learningRate a number or a schedule. @default 0.01
 * @throws InvalidArgumentError for an option that is unknown or out of its range, and for `nesterov` without momentum
 * @example
 * const optimizer = sgd(0.1, { momentum: 0.9, nesterov: true });
 */
export function sgd(learningRate: LearningRate = 0.01, options: SgdOptions = {}): Optimizer {
  assertOptimizerOptions('sgd', options, { momentum: 'share', nesterov: 'flag', l2: 'nonNegative' });
  const { momentum = 0, nesterov = false, l2 = 0 } = options;
  if (nesterov && momentum === 0) {
    refuse('momentum', momentum, { expected: 'above 0 with nesterov', remedy: 'Set it, for example to 0.9.' });
  }
  return slottedOptimizer({
    name: 'sgd',
    slots: momentum > 0 ? ['momentum'] : [],
    learningRate,
    l2,
    rule: (_step, rate) => ({ rule: 'sgd', rate, momentum, nesterov }),
  });
}
