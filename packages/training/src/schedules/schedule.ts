import { assertPositiveNumber, refuse } from '@refrain/core';

/** A learning rate for each update: `step` is the number of updates made before it, so 0 at first. */
export type LearningRateSchedule = (step: number) => number;

/** A constant rate or a schedule. */
export type LearningRate = number | LearningRateSchedule;

/** The schedule of any {@link LearningRate}, whose every rate is checked. */
export function learningRateSchedule(learningRate: LearningRate): LearningRateSchedule {
  if (typeof learningRate !== 'function') {
    assertPositiveNumber('learningRate', learningRate);
    return () => learningRate;
  }
  return (step) => {
    const rate = learningRate(step);
    if (!(rate >= 0 && rate < Infinity))
      refuse(`the learning rate of step ${step}`, rate, { expected: 'a number of at least 0' });
    return rate;
  };
}
