import { CommandError, UsageError } from '../command-line/errors.js';
import { assertExtendable, extendedSettings } from './extended-length.js';

const constant = { schedule: { kind: 'constant' }, validateEvery: 30 } as const;

describe('extendedSettings', () => {
  it('takes more of what the run is counted in', () => {
    const steps = { ...constant, steps: 100, seed: 1 };
    expect(extendedSettings(steps, { steps: 200 })).toEqual({ ...steps, steps: 200 });
    const epochs = { ...constant, epochs: 10 };
    expect(extendedSettings(epochs, { epochs: 11 })).toEqual({ ...epochs, epochs: 11 });
  });

  it.each([
    ['fewer', { steps: 50 }],
    ['as many', { steps: 100 }],
    ['another unit', { epochs: 50 }],
    ['nothing', {}],
  ])('takes nothing else: %s', (_, asked) => {
    expect(extendedSettings({ ...constant, steps: 100 }, asked)).toBeUndefined();
  });

  it('refuses a run whose learning rate depends on its length', () => {
    const schedule = { kind: 'cosine', warmupSteps: 10, finalFraction: 0.1 } as const;
    const message =
      "--resume can make a run longer where its learning rate does not depend on its length; this run's falls along a cosine to the end of its 100 steps. " +
      'Begin another run of 200 steps in another folder with --run.';
    expect(() => extendedSettings({ ...constant, schedule, steps: 100 }, { steps: 200 })).toThrow(
      new UsageError(message),
    );
    expect(extendedSettings({ ...constant, schedule, steps: 100 }, { steps: 100 })).toBeUndefined();
  });
});

describe('assertExtendable', () => {
  it('takes a run that has not come to its end, or ended on a validation', () => {
    assertExtendable(constant, { steps: 100, made: 90 });
    assertExtendable(constant, { steps: 120, made: 120 });
  });

  it('refuses one that ended between two', () => {
    const message =
      '--resume can make a finished run longer where its last step is one that is validated on the way; this run ended at step 100, and is validated every 30 steps. Begin another run in another folder with --run.';
    expect(() => assertExtendable(constant, { steps: 100, made: 100 })).toThrow(new CommandError(message));
  });
});
