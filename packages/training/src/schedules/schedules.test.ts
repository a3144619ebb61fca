import { cosineDecay, exponentialDecay, inverseSquareRoot } from './decay.js';
import { piecewise } from './piecewise.js';
import { learningRateSchedule } from './schedule.js';

describe('exponentialDecay', () => {
  it('halves every hundred steps, a little each step', () => {
    const rate = exponentialDecay(0.1, { factor: 0.5, everySteps: 100 });
    expect([0, 50, 100, 200].map(rate)).toEqual([0.1, 0.1 * Math.SQRT1_2, 0.05, 0.025]);
  });

  it('decays as the loop of char-rnn does', () => {
    const stepsAnEpoch = 7;
    const rate = exponentialDecay(2e-3, { factor: 0.97, everySteps: 7, afterSteps: 9 * 7, staircase: true });
    let expected = 2e-3;
    for (let iteration = 1; iteration <= 30 * stepsAnEpoch; iteration++) {
      expect(rate(iteration - 1)).toBeCloseTo(expected, 15);
      if (iteration % stepsAnEpoch === 0 && iteration / stepsAnEpoch >= 10) expected *= 0.97;
    }
  });

  it('refuses a factor above 1', () => {
    expect(() => exponentialDecay(0.1, { factor: 2, everySteps: 1 })).toThrow(
      'factor must be a number from 0 to 1; received 2.',
    );
  });
});

describe('cosineDecay', () => {
  it('warms up, falls along the cosine and stays', () => {
    const rate = cosineDecay(1, { steps: 103, warmupSteps: 3, finalRate: 0.2 });
    expect([0, 1, 2, 3].map(rate)).toEqual([0.25, 0.5, 0.75, 1]);
    expect(rate(53)).toBeCloseTo(0.6, 12);
    expect(rate(28)).toBeCloseTo(0.2 + 0.4 * (1 + Math.SQRT1_2), 12);
    expect([103, 104, 1000].map(rate)).toEqual([0.2, 0.2, 0.2]);
  });

  it('refuses a warm-up that takes all steps', () => {
    expect(() => cosineDecay(1, { steps: 10, warmupSteps: 10 })).toThrow(
      'warmupSteps must be a number from 0 to 9; received 10.',
    );
  });
});

describe('inverseSquareRoot', () => {
  it('rises evenly to its height, then falls with the root', () => {
    const rate = inverseSquareRoot(8, { warmupSteps: 4 });
    expect([0, 1, 2, 3].map(rate)).toEqual([2, 4, 6, 8]);
    expect([15, 63].map(rate)).toEqual([4, 2]);
  });
});

describe('piecewise', () => {
  it('begins a rate at its boundary', () => {
    const rate = piecewise({ boundaries: [2, 5], rates: [3, 2, 1] });
    expect([0, 1, 2, 4, 5, 100].map(rate)).toEqual([3, 3, 2, 2, 1, 1]);
  });

  it('refuses rates that do not fit the boundaries', () => {
    expect(() => piecewise({ boundaries: [2, 5], rates: [1] })).toThrow(
      'rates must be 3 numbers for 2 boundaries; received [1].',
    );
    expect(() => piecewise({ boundaries: [5, 2], rates: [1, 2, 3] })).toThrow(
      'boundaries must be rising; received [5, 2].',
    );
  });
});

describe('a learning rate', () => {
  it('may be a number or a function of the step', () => {
    expect(learningRateSchedule(0.5)(7)).toBe(0.5);
    expect(learningRateSchedule((step) => 1 / (step + 1))(3)).toBe(0.25);
  });

  it('refuses what is no rate', () => {
    expect(() => learningRateSchedule(0)).toThrow('learningRate must be a positive number; received 0.');
    expect(() => learningRateSchedule(() => Number.NaN)(3)).toThrow(
      'the learning rate of step 3 must be a number of at least 0; received NaN.',
    );
  });
});
