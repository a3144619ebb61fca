import { InvalidArgumentError } from '@refrain/core';
import fc from 'fast-check';
import type { Tokenizer } from '../tokenizer.js';
import { trainCharTokenizer } from './train-char-tokenizer.js';

const encode = (tokenizer: Tokenizer, ...rest: Parameters<Tokenizer['encode']>) =>
  Array.from(tokenizer.encode(...rest));

describe('encode and decode', () => {
  const tokenizer = trainCharTokenizer('aaabb🙂');

  it('maps each code point to one id, and back', () => {
    expect(tokenizer.encode('b🙂a')).toEqual(Int32Array.of(1, 2, 0));
    expect(tokenizer.decode([1, 2, 0])).toBe('b🙂a');
    expect(tokenizer.decode(Int32Array.of(1, 2, 0))).toBe('b🙂a');
  });

  it('maps nothing to nothing', () => {
    expect(tokenizer.encode('')).toEqual(new Int32Array(0));
    expect(tokenizer.decode([])).toBe('');
  });

  it('lower-cases', () => {
    const lower = trainCharTokenizer('aé𐐨', { lowercase: true, order: 'sorted' });
    expect(lower.decode(lower.encode('AÉ𐐀aé𐐨'))).toBe('aé𐐨aé𐐨');
    const dotted = trainCharTokenizer('i\u0307n', { lowercase: true });
    expect(dotted.decode(dotted.encode('İNİn'))).toBe('i\u0307ni\u0307n');
  });

  it('joins texts that are longer than its buffer', () => {
    const text = 'ab🙂'.repeat(10_000);
    expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
  });

  it('takes names of object properties as characters like any others', () => {
    const text = '__proto__ constructor toString';
    const named = trainCharTokenizer(text);
    expect(named.decode(named.encode(text))).toBe(text);
  });

  it.each([-1, 3, 0.5, Number.NaN])('refuses the id %p', (id) => {
    expect(() => tokenizer.decode([0, id])).toThrow(
      new Error(`ids must hold integers from 0 to 2; received ${id} at position 1.`),
    );
  });

  it.each([
    [
      'unknown characters, each once',
      'abécabé🙃',
      'text must hold only characters of the vocabulary; received "é" (U+00E9) at position 2, "c" (U+0063) at ' +
        'position 3, "🙃" (U+1F643) at position 7. Train on text that has them, give the tokenizer an unknown token, ' +
        'or encode with replaceUnknown.',
    ],
    [
      'the fifth unknown character and those behind it',
      'cdefghi',
      'text must hold only characters of the vocabulary; received "c" (U+0063) at position 0, "d" (U+0064) at ' +
        'position 1, "e" (U+0065) at position 2, "f" (U+0066) at position 3, "g" (U+0067) at position 4 and 2 more. ' +
        'Train on text that has them, give the tokenizer an unknown token, or encode with replaceUnknown.',
    ],
    [
      'half a surrogate pair',
      'a\ud83da',
      'text must hold only characters of the vocabulary; received "\\ud83d" (U+D83D, half of a surrogate pair) at ' +
        'position 1. Train on text that has them, give the tokenizer an unknown token, or encode with replaceUnknown.',
    ],
    ['what is not text', 3 as unknown as string, 'text must be a string; received 3.'],
  ])('refuses %s', (_, text, message) => {
    expect(() => tokenizer.encode(text)).toThrow(InvalidArgumentError);
    expect(() => tokenizer.encode(text)).toThrow(new Error(message));
  });

  it('names unknown characters as they were written, at their place in the text', () => {
    const lower = trainCharTokenizer('i\u0307', { lowercase: true });
    expect(() => lower.encode('İIÉ')).toThrow('received "É" (U+00C9) at position 2. ');
  });

  it.each([
    [
      { specail: 'encode' },
      'encode does not know the option "specail"; known options are special, replaceUnknown, template, pair, regularization.',
    ],
    [{ special: 'allow' }, 'special must be one of "refuse", "encode", "as-text"; received "allow".'],
    [
      { replaceUnknown: '?' },
      'replaceUnknown must be a token of the vocabulary, or \'\' to leave unknown text out; received "?".',
    ],
  ])('refuses the options %j of encode', (options, message) => {
    expect(() => tokenizer.encode('a', options as never)).toThrow(new Error(message));
  });

  it('refuses unknown options of decode', () => {
    expect(() => tokenizer.decode([0], { skip: true } as never)).toThrow(
      new Error('decode does not know the option "skip"; known options are special.'),
    );
    expect(() => tokenizer.decode([0], { special: 'hide' } as never)).toThrow(
      new Error('special must be one of "write", "skip"; received "hide".'),
    );
  });
});

describe('unknown characters', () => {
  const withUnknown = trainCharTokenizer('ab', { order: 'sorted', special: { unknown: '?' } });

  it('become the unknown token where there is one', () => {
    expect(encode(withUnknown, 'aéb🙂\ud83d')).toEqual([1, 0, 2, 0, 0]);
  });

  it('become the replacement that the caller names', () => {
    const tokenizer = trainCharTokenizer('ab ', { order: 'sorted' });
    expect(tokenizer.decode(tokenizer.encode('aéb🙂', { replaceUnknown: ' ' }))).toBe('a b ');
    expect(encode(withUnknown, 'aé', { replaceUnknown: 'b' })).toEqual([1, 2]);
  });

  it('are left out with an empty replacement', () => {
    expect(encode(withUnknown, 'éaé🙂b\udc00', { replaceUnknown: '' })).toEqual([1, 2]);
  });
});

describe('special tokens', () => {
  const tokenizer = trainCharTokenizer('<eos>ab', {
    order: 'sorted',
    special: { padding: '', start: '<e', end: '<end>' },
  });
  const [padding, start, end] = [0, 1, 2];

  it('are refused in text', () => {
    expect(() => tokenizer.encode('ab<end>')).toThrow(
      new Error(
        'text must not hold the written form of a special token; received "<end>" (end) at position 2. To encode it ' +
          "as that token pass special: 'encode', as plain characters special: 'as-text'.",
      ),
    );
  });

  it('are encoded on request, the longer of two that begin at one place', () => {
    expect(encode(tokenizer, '<end>a<e<end>', { special: 'encode' })).toEqual([
      end,
      tokenizer.vocabulary.idOf('a'),
      start,
      end,
    ]);
  });

  it('are plain characters on request', () => {
    expect(tokenizer.decode(tokenizer.encode('a>b', { special: 'as-text' }))).toBe('a>b');
    expect(() => tokenizer.encode('<e', { special: 'as-text' })).toThrow('received "<" (U+003C) at position 0, "e"');
  });

  it('are written, or left out on request', () => {
    const ids = [start, tokenizer.vocabulary.idOf('a')!, end, padding];
    expect(tokenizer.decode(ids)).toBe('<ea<end>');
    expect(tokenizer.decode(ids, { special: 'skip' })).toBe('a');
  });

  it('may hold what means something in patterns', () => {
    const odd = trainCharTokenizer('ab', { special: { start: '[^-a]', end: '(.*)$|\\' } });
    expect(encode(odd, 'a[^-a]b(.*)$|\\', { special: 'encode' })).toEqual([3, 0, 2, 1]);
  });
});

describe('lossless', () => {
  const anyText = fc.string({ unit: 'binary', minLength: 1 });

  it('means that every text comes back', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('frequency', 'frequency-first-seen', 'sorted'), (text, order) => {
        const tokenizer = trainCharTokenizer(text, { order });
        expect(tokenizer.lossless).toBe(true);
        expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
        expect(tokenizer.encode(text).length).toBe(Array.from(text).length);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('is not claimed where case or unknown characters are lost', () => {
    expect(trainCharTokenizer('a', { lowercase: true }).lossless).toBe(false);
    expect(trainCharTokenizer('a', { special: { unknown: '?' } }).lossless).toBe(false);
  });

  it('is what encoding twice has: lower-cased text comes back unchanged', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const tokenizer = trainCharTokenizer(text, { lowercase: true });
        const lower = tokenizer.decode(tokenizer.encode(text));
        expect(tokenizer.decode(tokenizer.encode(lower))).toBe(lower);
      }),
      { seed: 2, numRuns: 200 },
    );
  });
});
