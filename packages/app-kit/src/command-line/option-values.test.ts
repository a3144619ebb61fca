import * as values from './option-values.js';

describe('wholeNumber', () => {
  it('reads whole numbers', () => {
    expect(values.wholeNumber('--steps')('250')).toBe(250);
    expect(values.wholeNumber('--seed', { minimum: 0 })('0')).toBe(0);
  });

  it.each(['0', '-3', '2.5', 'NaN', '', '0x10', 'ten', '1e400'])('refuses %j', (text) => {
    const shown = /^-?[\d.]+$/.test(text) ? text : text === '1e400' ? '1e400' : JSON.stringify(text);
    expect(() => values.wholeNumber('--steps')(text)).toThrow(`--steps must be a positive integer; received ${shown}.`);
  });

  it('names another minimum', () => {
    expect(() => values.wholeNumber('--seed', { minimum: 0 })('-1')).toThrow(
      '--seed must be an integer of at least 0; received -1.',
    );
  });
});

describe('positiveNumber', () => {
  const temperature = values.positiveNumber('--temperature', 'For the most probable text give --greedy.');

  it('reads numbers', () => {
    expect(temperature('.7')).toBe(0.7);
    expect(temperature('1e-3')).toBe(0.001);
  });

  it.each([
    ['0', '0'],
    ['-1', '-1'],
    ['NaN', '"NaN"'],
    ['Infinity', '"Infinity"'],
    ['warm', '"warm"'],
  ])('refuses %s', (text, shown) => {
    expect(() => temperature(text)).toThrow(
      `--temperature must be a positive number; received ${shown}. For the most probable text give --greedy.`,
    );
  });
});

describe('rate and probability', () => {
  it('take their ranges', () => {
    expect(values.rate('--dropout')('0')).toBe(0);
    expect(values.probability('--top-p')('1')).toBe(1);
    expect(() => values.rate('--dropout')('1')).toThrow(
      '--dropout must be a number from 0 to below 1; received 1. 0 turns it off.',
    );
    expect(() => values.probability('--top-p')('0')).toThrow(
      '--top-p must be a number above 0 and up to 1; received 0.',
    );
  });
});

describe('unitsList and embeddingWidth', () => {
  it('read widths', () => {
    expect(values.unitsList('--units')('128,64')).toEqual([128, 64]);
    expect(values.embeddingWidth('--embedding')('16')).toBe(16);
    expect(values.embeddingWidth('--embedding')('one-hot')).toBe('one-hot');
  });

  it.each(['', '128,', '0', '12.5', 'a'])('refuse %j as units', (text) => {
    expect(() => values.unitsList('--units')(text)).toThrow(
      '--units must be positive integers separated by commas, one for each layer, such as 128,128; received',
    );
  });

  it('refuse another embedding', () => {
    expect(() => values.embeddingWidth('--embedding')('onehot')).toThrow(
      '--embedding must be a positive integer or one-hot; received "onehot".',
    );
  });
});

describe('choice', () => {
  const optimizer = values.choice('--optimizer', ['nadam', 'adam', 'adamw']);

  it('suggests the near one', () => {
    expect(() => optimizer('nadm')).toThrow(
      '--optimizer must be one of nadam, adam, adamw; received "nadm". Did you mean nadam?',
    );
  });

  it('suggests nothing where nothing is near', () => {
    expect(() => optimizer('lion')).toThrow(/^--optimizer must be one of nadam, adam, adamw; received "lion"\.$/);
  });
});

describe('nonEmptyText', () => {
  it('refuses nothing', () => {
    expect(values.nonEmptyText('--run', 'Give a folder.')('runs/a')).toBe('runs/a');
    expect(() => values.nonEmptyText('--run', 'Give a folder.')('')).toThrow(
      '--run must not be empty; received "". Give a folder.',
    );
  });
});

describe('notNegativeNumber', () => {
  it('takes 0 and refuses what is below', () => {
    expect(values.notNegativeNumber('--length-penalty')('0')).toBe(0);
    expect(() => values.notNegativeNumber('--length-penalty')('-0.5')).toThrow(
      '--length-penalty must be a number of at least 0; received -0.5.',
    );
  });
});
