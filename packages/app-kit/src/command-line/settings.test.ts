import { UsageError } from './errors.js';
import { differences, givenSettings, optionName, resolvedTraining, show, withoutUndefined } from './settings.js';

describe('optionName', () => {
  it('writes names as the command line does', () => {
    expect(optionName('learningRate')).toBe('--learning-rate');
  });
});

describe('show', () => {
  it.each([
    [undefined, 'not given'],
    [[128, 64], '128,64'],
    [false, 'false'],
    [{ kind: 'cosine', warmupSteps: 5 }, 'kind cosine; warmupSteps 5'],
  ])('%j is %s', (value, text) => {
    expect(show(value)).toBe(text);
  });
});

describe('differences', () => {
  it('lists what is asked for otherwise, stored first', () => {
    const stored = { units: [128], learningRate: 0.01 };
    expect(differences(stored, { units: [128], learningRate: 0.02, clipNorm: 1 })).toEqual([
      '--learning-rate: 0.01 → 0.02',
      '--clip-norm: not given → 1',
    ]);
  });
});

describe('withoutUndefined', () => {
  it('keeps what is false, 0 or null', () => {
    expect(withoutUndefined({ a: undefined, b: false, c: 0, d: null })).toStrictEqual({ b: false, c: 0, d: null });
  });
});

describe('givenSettings', () => {
  it('leaves out what steers the process, and what was not given', () => {
    const options = { units: [8], run: 'runs/a', resume: true, backend: 'cpu', replaceUnknown: true, debug: true };
    expect(givenSettings({ ...options, seed: undefined })).toStrictEqual({ units: [8] });
  });
});

describe('resolvedTraining', () => {
  const preset = { epochs: 10, optimizer: 'adamw', weightDecay: 0.1 };

  it("takes the preset's numbers where nothing else is asked for", () => {
    expect(resolvedTraining({}, preset)).toEqual({ epochs: 10, weightDecay: 0.1 });
  });

  it('replaces the length of the preset by the other one', () => {
    expect(resolvedTraining({ steps: 5 }, { ...preset, steps: 5 })).toEqual({ steps: 5, weightDecay: 0.1 });
  });

  it('drops the weight decay of another optimizer', () => {
    expect(resolvedTraining({}, { ...preset, optimizer: 'sgd' })).toEqual({ epochs: 10 });
  });

  it.each([
    [
      { steps: 5, epochs: 2 },
      '--steps and --epochs both say how long to train; received --steps 5 and --epochs 2. Give one of them.',
    ],
    [
      { weightDecay: 0.1 },
      '--weight-decay is an option of adamw; --optimizer is nadam. Leave it out, or change the other option.',
    ],
  ])('refuses %j', (options, message) => {
    expect(() => resolvedTraining(options, { ...options, optimizer: 'nadam' })).toThrow(new UsageError(message));
  });
});
