import type { LearningRate } from '../schedules/schedule.js';
import { assertOptimizerOptions } from './common-options.js';
import type { CommonOptimizerOptions } from './common-options.js';
import type { Optimizer } from './optimizer.js';
import { slottedOptimizer } from './slotted-optimizer.js';

/** Options of {@link nadam}. */
export interface NadamOptions extends CommonOptimizerOptions {
  /** How much of the first moment stays each update, at last. @default 0.9 */
  readonly beta1?: number;
  /** How much of the second moment stays each update. @default 0.999 */
  readonly beta2?: number;
  /** Added to the root of the second moment. @default 1e-7 */
  readonly epsilon?: number;
  /**
   * How fast the momentum rises to `beta1`: at update t it is beta1 · (1 - ½ · 0.96^(momentumDecay · t)).
   * 1 as in Keras 3; 0.004 as in Keras up to 2.10 and in PyTorch.
   * @default 1
   */
  readonly momentumDecay?: number;
}

/**
 * Adam with Nesterov momentum: it looks one momentum step ahead, which helps recurrent networks early on.
 *
 * Follows Keras 3 to the letter; PyTorch's `NAdam` is `{ momentumDecay: 0.004, epsilon: 1e-8 }` with a rate of 0.002.
 * Dozat, "Incorporating Nesterov Momentum into Adam", 2016.
 *
 * @param learningRate a number or a schedule. @default 0.001
 * @throws InvalidArgumentError for an option that is unknown or out of its range
 * @example
 * const optimizer = nadam(1e-3);
 */
export function nadam(learningRate: LearningRate = 1e-3, options: NadamOptions = {}): Optimizer {
  assertOptimizerOptions('nadam', options, {
    beta1: 'share',
    beta2: 'share',
    epsilon: 'positive',
    momentumDecay: 'nonNegative',
    l2: 'nonNegative',
  });
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7, momentumDecay = 1, l2 = 0 } = options;
  const momentum = (step: number): number => beta1 * (1 - 0.5 * 0.96 ** (momentumDecay * step));
  const product = runningProduct(momentum);
  return slottedOptimizer({
    name: 'nadam',
    slots: ['momentum', 'velocity'],
    learningRate,
    l2,
    rule: (step, rate) => ({
      rule: 'adam',
      beta1,
      beta2,
      stepMomentum: (rate * momentum(step + 1)) / (1 - product(step) * momentum(step + 1)),
      stepGradient: (rate * (1 - momentum(step))) / (1 - product(step)),
      varianceScale: 1 / (1 - beta2 ** step),
      epsilon,
      decay: 0,
    }),
  });
}

/** factor(1) · … · factor(step), one multiplication for each new step; variables that joined late ask for earlier ones. */
function runningProduct(factor: (step: number) => number): (step: number) => number {
  const products = [1];
  return (step) => {
    while (products.length <= step) products.push(products.at(-1)! * factor(products.length));
    return products[step]!;
  };
}
