import {
  assertKnownOptions,
  assertNonNegativeInteger,
  assertNumberWithin,
  assertOneOf,
  assertPositiveInteger,
  assertPositiveNumber,
  describeValue,
  refuse,
} from './assert.js';
import { InvalidArgumentError } from './errors.js';

describe('describeValue', () => {
  class Tokenizer {}
  const circular: unknown[] = [];
  circular.push(circular);

  it.each([
    ['text', '"text"'],
    ['a "quoted"\nline', '"a \\"quoted\\"\\nline"'],
    ['x'.repeat(61), `"${'x'.repeat(57)}..."`],
    [0.5, '0.5'],
    [-0, '-0'],
    [Number.NaN, 'NaN'],
    [10n, '10n'],
    [true, 'true'],
    [undefined, 'undefined'],
    [null, 'null'],
    [Symbol('mark'), 'Symbol(mark)'],
    [describeValue, 'the function describeValue'],
    [() => 0, 'a function'],
    [[1, 'a'], '[1, "a"]'],
    [[[1, 2], {}], '[an array of 2, an object with keys (none)]'],
    [new Array(9).fill(0), 'an array of 9'],
    [circular, '[an array of 1]'],
    [Int32Array.of(1, 2), 'Int32Array of 2'],
    [new DataView(new ArrayBuffer(3)), 'DataView of 3'],
    [{ length: 1, shift: 2 }, 'an object with keys length, shift'],
    [Object.create(null), 'an object with keys (none)'],
    [Object.fromEntries(Array.from('abcdefghi', (key) => [key, 0])), 'an object with keys a, b, c, d, e, f, g, h, ...'],
    [new Map(), 'a Map'],
    [new Tokenizer(), 'a Tokenizer'],
  ])('shows %p in one line', (value, shown) => {
    expect(describeValue(value)).toBe(shown);
  });
});

describe('refuse', () => {
  it('says what was expected, what came and what to do', () => {
    expect(() => refuse('temperature', 0, { expected: 'a positive number', remedy: 'Use greedy().' })).toThrow(
      expect.objectContaining({
        argument: 'temperature',
        value: 0,
        message: 'temperature must be a positive number; received 0. Use greedy().',
      }),
    );
  });

  it('needs no remedy', () => {
    expect(() => refuse('rate', 2, { expected: 'at most 1' })).toThrow(
      new Error('rate must be at most 1; received 2.'),
    );
  });
});

describe('the assertions', () => {
  const within = (argument: string, value: unknown) => assertNumberWithin(argument, value, { minimum: 0, maximum: 1 });
  const known = ['gru', 'lstm'];
  const oneOf = (argument: string, value: unknown) => assertOneOf(argument, value, known);

  it.each<[(argument: string, value: unknown) => void, unknown[]]>([
    [assertPositiveInteger, [1, 2 ** 53 - 1]],
    [assertNonNegativeInteger, [0, 1]],
    [assertPositiveNumber, [Number.MIN_VALUE, 1.5]],
    [within, [0, 0.5, 1]],
    [oneOf, ['gru', 'lstm']],
  ])('%p takes what it should', (assertion, values) => {
    for (const value of values) expect(() => assertion('it', value)).not.toThrow();
  });

  it.each<[(argument: string, value: unknown) => void, unknown[], string]>([
    [assertPositiveInteger, [0, -1, 1.5, '1', 2 ** 53, Number.NaN, undefined, 1n], 'a positive integer'],
    [assertNonNegativeInteger, [-1, 0.5, null, Infinity], 'an integer of at least 0'],
    [assertPositiveNumber, [0, -1, Infinity, Number.NaN, '1'], 'a positive number'],
    [within, [-0.1, 1.1, Number.NaN, '0'], 'a number from 0 to 1'],
    [oneOf, ['rnn', undefined, 'toString'], 'one of "gru", "lstm"'],
  ])('%p refuses what it should', (assertion, values, expected) => {
    for (const value of values) {
      expect(() => assertion('it', value)).toThrow(InvalidArgumentError);
      expect(() => assertion('it', value)).toThrow(
        new Error(`it must be ${expected}; received ${describeValue(value)}.`),
      );
    }
  });

  it('say what to do where they are told', () => {
    expect(() => assertPositiveInteger('batch', 0, 'Try 32.')).toThrow(/received 0\. Try 32\.$/);
    expect(() => assertNonNegativeInteger('seed', -1, 'Try 0.')).toThrow(/received -1\. Try 0\.$/);
    expect(() => assertPositiveNumber('rate', 0, 'Try 1.')).toThrow(/received 0\. Try 1\.$/);
    expect(() => assertNumberWithin('rate', 2, { minimum: 0, maximum: 1, remedy: 'Try 1.' })).toThrow(
      /received 2\. Try 1\.$/,
    );
  });
});

describe('assertKnownOptions', () => {
  it('takes options that are known, and fewer', () => {
    expect(() => assertKnownOptions('windows', { length: 3 }, ['length', 'shift'])).not.toThrow();
    expect(() => assertKnownOptions('windows', {}, [])).not.toThrow();
  });

  it('refuses an option that would do nothing', () => {
    expect(() => assertKnownOptions('windows', { length: 3, lenght: 3 }, ['length', 'shift'])).toThrow(
      expect.objectContaining({
        argument: 'lenght',
        value: 3,
        message: 'windows does not know the option "lenght"; known options are length, shift.',
      }),
    );
    expect(() => assertKnownOptions('windows', { constructor: 1 }, [])).toThrow(
      new Error('windows does not know the option "constructor"; known options are (none).'),
    );
  });

  it.each([null, 3, 'length', undefined])('refuses %p in place of options', (options) => {
    expect(() => assertKnownOptions('windows', options as never, ['length'])).toThrow(
      new Error(`the options of windows must be an object; received ${describeValue(options)}.`),
    );
  });
});
