import { adam, adamW, cosineDecay, exponentialDecay, nadam, rmsprop, sgd } from '@refrain/training';
import type { LearningRate, Optimizer } from '@refrain/training';

/** How the learning rate goes on. `cosine` needs a number of steps known in advance. */
export type Schedule =
  | { readonly kind: 'constant' }
  | { readonly kind: 'cosine'; readonly warmupSteps: number; readonly finalFraction: number }
  /** Multiplied by `factor` at the end of each epoch from `fromEpoch` (counted from 1) on. */
  | { readonly kind: 'decay'; readonly factor: number; readonly fromEpoch: number };

/** Which optimizer a run has. */
export interface OptimizerSettings {
  readonly optimizer: 'nadam' | 'adam' | 'adamw' | 'rmsprop' | 'sgd';
  readonly learningRate: number;
  readonly schedule: Schedule;
  /** For `adamw`; biases do not decay. @default 0.01 */
  readonly weightDecay?: number;
  /** For `sgd`. @default 0.9 */
  readonly momentum?: number;
  /** For `rmsprop`: with the numbers of char-rnn, where they come from, or with Keras's. @default 'char-rnn' */
  readonly rmsprop?: 'char-rnn' | 'keras';
}

/** The run's optimizer with its learning-rate schedule. The caller disposes it. */
export function runOptimizer(settings: OptimizerSettings, length: { steps: number; stepsPerEpoch: number }): Optimizer {
  const rate = learningRate(settings, length);
  switch (settings.optimizer) {
    case 'nadam':
      return nadam(rate);
    case 'adam':
      return adam(rate);
    case 'adamw':
      return adamW(rate, { weightDecay: settings.weightDecay ?? 0.01, decays: (name) => !name.endsWith('bias') });
    case 'rmsprop':
      return settings.rmsprop === 'keras' ? rmsprop(rate) : rmsprop(rate, { rho: 0.95, convention: 'pytorch' });
    case 'sgd':
      return sgd(rate, { momentum: settings.momentum ?? 0.9 });
  }
}

function learningRate(
  { learningRate, schedule }: OptimizerSettings,
  { steps, stepsPerEpoch }: { steps: number; stepsPerEpoch: number },
): LearningRate {
  switch (schedule.kind) {
    case 'constant':
      return learningRate;
    case 'cosine':
      return cosineDecay(learningRate, {
        steps,
        warmupSteps: Math.min(schedule.warmupSteps, Math.floor(steps / 10)),
        finalRate: schedule.finalFraction * learningRate,
      });
    case 'decay':
      return exponentialDecay(learningRate, {
        factor: schedule.factor,
        everySteps: stepsPerEpoch,
        afterSteps: (schedule.fromEpoch - 1) * stepsPerEpoch,
        staircase: true,
      });
  }
}
