import type { OptimizerRule } from '@refrain/ops';
import type { LearningRate } from '../schedules/schedule.js';
import { assertOptimizerOptions } from './common-options.js';
import type { CommonOptimizerOptions, Convention } from './common-options.js';
import type { Optimizer } from './optimizer.js';
import { slottedOptimizer } from './slotted-optimizer.js';

/** Options of {@link adam}. */
export interface AdamOptions extends CommonOptimizerOptions {
  /** How much of the first moment stays each update. @default 0.9 */
  readonly beta1?: number;
  /** How much of the second moment stays each update. @default 0.999 */
  readonly beta2?: number;
  /** Added to the root of the second moment. @default 1e-7, or 1e-8 by PyTorch's convention */
  readonly epsilon?: number;
  /** Whether epsilon is added to the root before its bias is corrected (`keras`) or after (`pytorch`). @default 'keras' */
  readonly convention?: Convention;
}

/** Options of {@link adamW}. */
export interface AdamWOptions extends AdamOptions {
  /** What each update takes off a value, times the learning rate. @default 0.004, or 0.01 by PyTorch's convention */
  readonly weightDecay?: number;
  /** Which variables, by name, decay. @default all of them, as in Keras and PyTorch */
  readonly decays?: (variable: string) => boolean;
}

const adamOptionKinds = {
  beta1: 'share',
  beta2: 'share',
  epsilon: 'positive',
  convention: 'convention',
  l2: 'nonNegative',
} as const;

/**
 * Steps of a size that each value's own gradients set, by running means of the gradient and its square.
 *
 * Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015. Keras places epsilon as the end of the paper's
 * section 2 does, PyTorch as its algorithm 1.
 *
 * @param learningRate a number or a schedule. @default 0.001
 * @throws InvalidArgumentError for an option that is unknown or out of its range
 * @example
 * const optimizer = adam(2e-3, { beta2: 0.99 });
 */
export function adam(learningRate: LearningRate = 1e-3, options: AdamOptions = {}): Optimizer {
  assertOptimizerOptions('adam', options, adamOptionKinds);
  return slottedOptimizer({
    name: 'adam',
    slots: ['momentum', 'velocity'],
    learningRate,
    l2: options.l2 ?? 0,
    rule: (step, rate) => adamRule({ ...options, step, rate, decay: 0 }),
  });
}

/**
 * Adam whose weights decay beside the update instead of through the gradient, so that all of them decay alike.
 *
 * Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019.
 *
 * @param learningRate a number or a schedule. @default 0.001
 * @throws InvalidArgumentError for an option that is unknown or out of its range
 * @example
 * const optimizer = adamW(1e-3, { weightDecay: 0.1, decays: (variable) => !variable.endsWith('bias') });
 */
export function adamW(learningRate: LearningRate = 1e-3, options: AdamWOptions = {}): Optimizer {
  assertOptimizerOptions('adamW', options, { ...adamOptionKinds, weightDecay: 'nonNegative', decays: 'function' });
  const { weightDecay = options.convention === 'pytorch' ? 0.01 : 0.004, decays = () => true } = options;
  return slottedOptimizer({
    name: 'adamW',
    slots: ['momentum', 'velocity'],
    learningRate,
    l2: options.l2 ?? 0,
    rule: (step, rate) => adamRule({ ...options, step, rate, decay: rate * weightDecay }),
    adapt: (rule, variable) => (decays(variable) ? rule : ({ ...rule, decay: 0 } as OptimizerRule)),
  });
}

function adamRule(options: AdamOptions & { step: number; rate: number; decay: number }): OptimizerRule {
  const { beta1 = 0.9, beta2 = 0.999, convention = 'keras', step, rate, decay } = options;
  const { epsilon = convention === 'keras' ? 1e-7 : 1e-8 } = options;
  const varianceBias = 1 - beta2 ** step;
  const stepMomentum = rate / (1 - beta1 ** step);
  const common = { rule: 'adam', beta1, beta2, stepGradient: 0, epsilon, decay } as const;
  return convention === 'keras'
    ? { ...common, stepMomentum: stepMomentum * Math.sqrt(varianceBias), varianceScale: 1 }
    : { ...common, stepMomentum, varianceScale: 1 / varianceBias };
}
