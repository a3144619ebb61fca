import { adam, adamW, cosineDecay, exponentialDecay, nadam, rmsprop, sgd } from '@refrain/training';
import type { LearningRate, Optimizer } from '@refrain/training';
import type { RunSettings } from './settings.js';

/** The run's optimizer with its learning-rate schedule. The caller disposes it. */
export function runOptimizer(settings: RunSettings, length: { steps: number; stepsPerEpoch: number }): Optimizer {
  const rate = learningRate(settings, length);
  switch (settings.optimizer) {
    case 'nadam':
      return nadam(rate);
    case 'adam':
      return adam(rate);
    case 'adamw':
      return adamW(rate, { weightDecay: settings.weightDecay ?? 0.01, decays: (name) => !name.endsWith('bias') });
    case 'rmsprop':
      // As in char-rnn, where this optimizer comes from.
      return rmsprop(rate, { rho: 0.95, convention: 'pytorch' });
    case 'sgd':
      return sgd(rate, { momentum: 0.9 });
  }
}

function learningRate(
  { learningRate, schedule }: RunSettings,
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
