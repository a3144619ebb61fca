import { InvalidArgumentError } from '@refrain/core';
import { trainCharTokenizer } from './train-char-tokenizer.js';
import golden from './vocabulary-order.golden.json';

function tokens(...[text, options]: Parameters<typeof trainCharTokenizer>): string {
  return trainCharTokenizer(text, options).vocabulary.tokens.join('');
}

describe('trainCharTokenizer', () => {
  it('gives the most frequent character the first id', () => {
    const { vocabulary } = trainCharTokenizer('To be, or not to be', { lowercase: true });
    expect(vocabulary.tokens).toEqual([' ', 'o', 't', 'e', 'b', 'r', 'n', ',']);
    expect(vocabulary.size).toBe(8);
  });

  it.each(golden)('orders $text by frequency as Keras does', (expected) => {
    expect(trainCharTokenizer(expected.text).vocabulary.tokens).toEqual(expected.frequency);
    expect(trainCharTokenizer(expected.text, { order: 'frequency-first-seen' }).vocabulary.tokens).toEqual(
      expected['frequency-first-seen'],
    );
  });

  it('sorts by code point, so that characters beyond U+FFFF come last', () => {
    expect(tokens('🙂～ba～é🙂', { order: 'sorted' })).toBe('abé～🙂');
  });

  it('counts several texts as one', () => {
    expect(tokens(['ab', '', 'b'])).toBe('ba');
    expect(tokens(new Set(['ab', 'b']))).toBe('ba');
  });

  it('adds the counts of both cases', () => {
    expect(tokens('aAbbB', { lowercase: true })).toBe('ba');
    expect(tokens('aAbbB')).toBe('baBA');
  });

  it('lower-cases beyond ASCII, each code point by itself', () => {
    expect(tokens('ÉΑΣ', { lowercase: true, order: 'sorted' })).toBe('éασ');
    expect(tokens('İ', { lowercase: true, order: 'sorted' })).toBe('i\u0307');
    expect(tokens('𐐀', { lowercase: true })).toBe('𐐨');
  });

  it('gives special tokens the first ids', () => {
    const { vocabulary } = trainCharTokenizer('abb', { special: { padding: '', unknown: '[UNK]', end: '<eos>' } });
    expect(vocabulary.tokens).toEqual(['', '[UNK]', '<eos>', 'b', 'a']);
    expect(vocabulary.special).toEqual({ padding: 0, unknown: 1, end: 2 });
  });

  it('gives special tokens the last ids on request', () => {
    const options = { special: { end: '<eos>' }, extraSpecial: ['<user>'], specialPosition: 'last' } as const;
    const { vocabulary, encode } = trainCharTokenizer('abb', { ...options, template: ['<user>', 'text', 'end'] });
    expect(vocabulary.tokens).toEqual(['b', 'a', '<eos>', '<user>']);
    expect(vocabulary.special).toEqual({ end: 2, '<user>': 3 });
    expect(Array.from(encode('ab'))).toEqual([3, 1, 0, 2]);
  });

  it('lower-cases the letters A to Z only, or a text as a whole, on request', () => {
    expect(tokens('AÉΣ', { lowercase: 'ascii', order: 'sorted' })).toBe('aÉΣ');
    const greek = trainCharTokenizer('ὈΔΥΣΣΕΎΣ', { lowercase: 'in-context' });
    expect(greek.decode(greek.encode('ΣΣΥΣ'))).toBe('σσυς');
  });

  it('counts the written form of a special token as that token', () => {
    expect(tokens('ab<e>b', { special: { end: '<e>' } })).toBe('<e>ba');
    expect(trainCharTokenizer('one\ntwo\n', { special: { end: '\n' } }).vocabulary.tokens).toEqual([
      '\n',
      'o',
      'w',
      't',
      'n',
      'e',
    ]);
  });

  it('makes no second token of a letter whose lower case is a special token', () => {
    expect(trainCharTokenizer('AB', { lowercase: true, special: { end: 'a' } }).vocabulary.tokens).toEqual(['a', 'b']);
  });

  it('knows every token and id', () => {
    const { vocabulary } = trainCharTokenizer('🙂ab');
    for (const [id, token] of vocabulary.tokens.entries()) {
      expect(vocabulary.idOf(token)).toBe(id);
      expect(vocabulary.tokenOf(id)).toBe(token);
    }
    expect(vocabulary.idOf('c')).toBeUndefined();
    expect(vocabulary.idOf('__proto__')).toBeUndefined();
  });

  it('gives a vocabulary that nobody can change', () => {
    const tokenizer = trainCharTokenizer('ab', { special: { end: '<e>' } });
    expect(() => (tokenizer.vocabulary.tokens as string[]).push('c')).toThrow(TypeError);
    expect(() => Object.assign(tokenizer.vocabulary.special, { end: 2 })).toThrow(TypeError);
    expect(() => Object.assign(tokenizer, { lossless: false })).toThrow(TypeError);
  });

  it.each([
    ['an empty text', '', undefined, 'text must be at least one character long; received "".'],
    ['no texts', [], undefined, 'text must be at least one character long; received [].'],
    ['a number', 3, undefined, 'text must be a string or several strings; received 3.'],
    ['numbers', [3], undefined, 'text must be a string or several strings; received 3.'],
    [
      'half a surrogate pair',
      ['🙂', 'a\ud83d!'],
      undefined,
      'text must hold whole characters; received "\\ud83d" (U+D83D, half of a surrogate pair) at position 1. ' +
        'Cut texts between code points, and decode files as UTF-8.',
    ],
    [
      'the other half',
      '\ude42',
      undefined,
      'text must hold whole characters; received "\\ude42" (U+DE42, half of a surrogate pair) at position 0. ' +
        'Cut texts between code points, and decode files as UTF-8.',
    ],
    [
      'an unknown option',
      'a',
      { lowerCase: true },
      'trainCharTokenizer does not know the option "lowerCase"; known options are lowercase, order, ' +
        'special, extraSpecial, specialPosition, template, pairTemplate, truncation, padding.',
    ],
    [
      'an unknown order',
      'a',
      { order: 'random' },
      'order must be one of "frequency", "frequency-first-seen", "sorted"; received "random".',
    ],
    [
      'lowercase as text',
      'a',
      { lowercase: 'no' },
      'lowercase must be one of true, false, "ascii", "in-context"; received "no".',
    ],
    [
      'an unknown role',
      'a',
      { special: { pad: '' } },
      'special does not know the option "pad"; known options are padding, unknown, start, end, mask.',
    ],
    ['special as text', 'a', { special: '<e>' }, 'the options of special must be an object; received "<e>".'],
    [
      'a form that is no text',
      'a',
      { special: { end: 0 } },
      'special.end must be a string of whole characters; received 0.',
    ],
    [
      'a form with half a character',
      'a',
      { special: { end: '\ud83d' } },
      'special.end must be a string of whole characters; received "\\ud83d".',
    ],
    [
      'a form that is given twice',
      'a',
      { special: { start: '|', end: '|' } },
      'special.end must be different from the other special tokens; received "|".',
    ],
  ])('refuses %s', (_, text, options, message) => {
    const train = () => trainCharTokenizer(text as string, options as never);
    expect(train).toThrow(InvalidArgumentError);
    expect(train).toThrow(new Error(message));
  });
});
