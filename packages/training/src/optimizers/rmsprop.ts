import type { LearningRate } from '../schedules/schedule.js';
import { assertOptimizerOptions } from './common-options.js';
import type { CommonOptimizerOptions, Convention } from './common-options.js';
import type { Optimizer } from './optimizer.js';
import { slottedOptimizer } from './slotted-optimizer.js';

/** Options of {@link rmsprop}. */
export interface RmspropOptions extends CommonOptimizerOptions {
  /** How much of the mean of squares stays each update. @default 0.9, or 0.99 by PyTorch's convention */
  readonly rho?: number;
  /** How much of each change is repeated in the next. @default 0 */
  readonly momentum?: number;
  /** @default 1e-7, or 1e-8 by PyTorch's convention */
  readonly epsilon?: number;
  /** Whether epsilon is added to the mean of squares (`keras`) or to its root (`pytorch`, Torch 7). @default 'keras' */
  readonly convention?: Convention;
}

/**
 * Divides each gradient by a running root mean square of itself.
 *
 * Tieleman and Hinton, "Lecture 6.5", 2012. char-rnn's is `rmsprop(2e-3, { rho: 0.95, convention: 'pytorch' })`.
 *
 * @param learningRate a number or a schedule. @default 0.001
 * @throws InvalidArgumentError for an option that is unknown or out of its range
 * @example
 * const optimizer = rmsprop(2e-3, { rho: 0.95, convention: 'pytorch' });
 */
export function rmsprop(learningRate: LearningRate = 1e-3, options: RmspropOptions = {}): Optimizer {
  assertOptimizerOptions('rmsprop', options, {
    rho: 'share',
    momentum: 'share',
    epsilon: 'positive',
    convention: 'convention',
    l2: 'nonNegative',
  });
  const { convention = 'keras', momentum = 0, l2 = 0 } = options;
  const epsilonInside = convention === 'keras';
  const { rho = epsilonInside ? 0.9 : 0.99, epsilon = epsilonInside ? 1e-7 : 1e-8 } = options;
  return slottedOptimizer({
    name: 'rmsprop',
    slots: momentum > 0 ? ['velocity', 'momentum'] : ['velocity'],
    learningRate,
    l2,
    rule: (_step, rate) => ({ rule: 'rmsprop', rate, rho, momentum, epsilon, epsilonInside }),
  });
}
