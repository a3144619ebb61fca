import { assertExtendable, extendedSettings } from './extension.js';
import { runSettings } from './settings.js';

describe('extendedSettings', () => {
  it('takes more of what the run is counted in', () => {
    const steps = runSettings({ preset: 'geron', steps: 100 });
    expect(extendedSettings(steps, { steps: 200 })).toEqual({ ...steps, steps: 200 });
    const epochs = runSettings({ preset: 'geron' });
    expect(extendedSettings(epochs, { epochs: 11 })).toEqual({ ...epochs, epochs: 11 });
  });

  it.each([
    ['fewer', runSettings({ preset: 'geron', steps: 100 }), { steps: 50 }],
    ['another unit', runSettings({ preset: 'geron', steps: 100 }), { epochs: 50 }],
    ['nothing', runSettings({ preset: 'geron', steps: 100 }), {}],
    ['a cosine schedule', runSettings({ preset: 'quick', steps: 100 }), { steps: 200 }],
  ])('takes nothing else: %s', (_, stored, options) => {
    expect(extendedSettings(stored, options)).toBeUndefined();
  });
});

describe('assertExtendable', () => {
  const settings = runSettings({ preset: 'geron', validateEvery: 30 });

  it('takes a run that has not come to its end, or ended on a validation', () => {
    assertExtendable(settings, { steps: 100, made: 90 });
    assertExtendable(settings, { steps: 120, made: 120 });
  });

  it('refuses one that ended between two', () => {
    expect(() => assertExtendable(settings, { steps: 100, made: 100 })).toThrow(
      '--resume can make a finished run longer where its last step is one that is validated on the way; this run ended at step 100, and is validated every 30 steps. Begin another run in another folder with --run.',
    );
  });
});
