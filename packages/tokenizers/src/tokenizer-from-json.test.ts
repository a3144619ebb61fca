import { ArtifactError } from '@refrain/core';
import { tokenizerFromJSON } from './tokenizer-from-json.js';
import { trainCharTokenizer } from './character/train-char-tokenizer.js';

const stored = {
  format: 'refrain-tokenizer',
  version: 1,
  kind: 'character',
  lowercase: false,
  special: { end: 0 },
  tokens: ['<eos>', 'a', '🙂'],
};

describe('tokenizerFromJSON', () => {
  it('reads the stored form, as text or as an object', () => {
    for (const tokenizer of [tokenizerFromJSON(stored), tokenizerFromJSON(JSON.stringify(stored))]) {
      expect(Array.from(tokenizer.encode('a<eos>🙂', { special: 'encode' }))).toEqual([1, 0, 2]);
      expect(tokenizer.vocabulary.special).toEqual({ end: 0 });
    }
  });

  it.each([
    ['plain', trainCharTokenizer('the text'), 'text'],
    ['lower-casing', trainCharTokenizer('The Text', { lowercase: true }), 'TEXT'],
    ['with special tokens', trainCharTokenizer('ab', { special: { padding: '', unknown: '?' } }), 'ab?!'],
    ['with odd characters', trainCharTokenizer('\u0000\ufeff\u2028"\\🙂'), '\u2028"\\🙂\ufeff\u0000'],
  ])('gives back a tokenizer that is %s', (_, tokenizer, text) => {
    const again = tokenizerFromJSON(JSON.stringify(tokenizer));
    const options = { special: 'encode' } as const;
    expect(again.encode(text, options)).toEqual(tokenizer.encode(text, options));
    expect(again.lossless).toBe(tokenizer.lossless);
    expect(JSON.stringify(again)).toBe(JSON.stringify(tokenizer));
  });

  it('takes names of object properties as special tokens without harm', () => {
    const text = JSON.stringify({ ...stored, tokens: ['__proto__', 'a', 'b'] });
    const tokenizer = tokenizerFromJSON(text);
    expect(tokenizer.decode([0, 1])).toBe('__proto__a');
    expect(Array.from(tokenizer.encode('__proto__a', { special: 'encode' }))).toEqual([0, 1]);
    expect(({} as Record<string, unknown>).end).toBeUndefined();
  });

  it.each<[string, unknown, string]>([
    ['a list', '[]', 'it is not an object'],
    ['nothing', null, 'it is not an object'],
    ['no format', {}, 'its format is missing'],
    ['another format', { ...stored, format: 'bpe' }, 'its format is "bpe"'],
    ['another kind', { ...stored, kind: 'word' }, 'its kind is "word", where character can be read'],
    [
      'a kind that objects inherit',
      { ...stored, kind: 'constructor' },
      'its kind is "constructor", where character can be read',
    ],
    ['a field of its own', { ...stored, strip: true }, 'it has the field "strip", which this kind does not have'],
    [
      'a prototype',
      '{"format":"refrain-tokenizer","version":1,"kind":"character","__proto__":{}}',
      'it has the field "__proto__", which this kind does not have',
    ],
    ['no lowercase', { ...stored, lowercase: undefined }, 'its lowercase is missing'],
    ['no tokens', { ...stored, tokens: { length: 3 } }, 'its tokens are not a list of strings'],
    ['a token that is no text', { ...stored, tokens: ['<eos>', 1] }, 'its tokens are not a list of strings'],
    ['a token twice', { ...stored, tokens: ['<eos>', 'a', 'a'] }, 'its token "a" has the ids 1 and 2'],
    [
      'a token of two characters',
      { ...stored, tokens: ['<eos>', 'ab'] },
      'its token 1 is "ab", which is not one character',
    ],
    ['an empty token', { ...stored, tokens: ['<eos>', ''] }, 'its token 1 is "", which is not one character'],
    [
      'half a character',
      { ...stored, tokens: ['<eos>', '\ud83d'] },
      'its token 1 is "\\ud83d", which has half a character',
    ],
    [
      'half a character in a special token',
      { ...stored, tokens: ['<\ud83d', 'a'] },
      'its token 0 is "<\\ud83d", which has half a character',
    ],
    [
      'a capital that is never met',
      { ...stored, lowercase: true, tokens: ['<eos>', 'A'] },
      'its token 1 is "A", which no lower-cased text holds',
    ],
    ['no special tokens', { ...stored, special: [] }, 'its special tokens are not an object'],
    ['an unknown role', { ...stored, special: { eos: 0 } }, 'its special tokens have the role "eos"'],
    [
      'the role __proto__',
      JSON.stringify(stored).replace('"end"', '"__proto__"'),
      'its special tokens have the role "__proto__"',
    ],
    ['a special id beyond the tokens', { ...stored, special: { end: 3 } }, 'its special token end has the id 3'],
    ['a special id that is no number', { ...stored, special: { end: '0' } }, 'its special token end has the id "0"'],
    ['one id for two roles', { ...stored, special: { end: 0, start: 0 } }, 'its special token start has the id 0'],
  ])('refuses %s', (_, json, reason) => {
    const read = () => tokenizerFromJSON(json);
    expect(read).toThrow(ArtifactError);
    expect(read).toThrow(
      new Error(
        `expected the stored tokenizer of version 1 of the format refrain-tokenizer; ${reason}. Use another copy of the file.`,
      ),
    );
  });

  it('refuses what is not JSON and says why', () => {
    expect(() => tokenizerFromJSON('{"format":')).toThrow(
      expect.objectContaining({
        artifact: 'tokenizer.json',
        message:
          'expected the stored tokenizer of version 1 of the format refrain-tokenizer; it is not JSON. ' +
          'Use another copy of the file.',
        cause: expect.any(SyntaxError),
      }),
    );
  });

  it('refuses another version', () => {
    expect(() => tokenizerFromJSON({ ...stored, version: 2 })).toThrow(
      new Error(
        'expected the stored tokenizer of version 1 of the format refrain-tokenizer; its version is 2. ' +
          'Read it with the version of @refrain/tokenizers that wrote it.',
      ),
    );
  });
});
