import { differences, optionName, show, withoutUndefined } from './settings.js';

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
