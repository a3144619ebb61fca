import { ArtifactError } from '@refrain/core';
import { trainCharTokenizer } from './character/train-char-tokenizer.js';
import { tokenizerFromJSON } from './tokenizer-from-json.js';

const stored = {
  format: 'refrain-tokenizer',
  version: 1,
  kind: 'character',
  tokens: ['<eos>', 'a', '🙂'],
  added: [{ id: 0, special: true }],
  roles: { end: 0 },
};

describe('tokenizerFromJSON', () => {
  it('reads the stored form, as text or as an object', () => {
    for (const tokenizer of [tokenizerFromJSON(stored), tokenizerFromJSON(JSON.stringify(stored))]) {
      expect(Array.from(tokenizer.encode('a<eos>🙂', { special: 'encode' }))).toEqual([1, 0, 2]);
      expect(tokenizer.vocabulary.special).toEqual({ end: 0 });
      expect(tokenizer.toJSON()).toEqual(stored);
    }
  });

  it.each([
    ['plain', trainCharTokenizer('the text'), 'text'],
    ['lower-casing', trainCharTokenizer('The Text', { lowercase: true }), 'TEXT'],
    ['with special tokens', trainCharTokenizer('ab', { special: { padding: '', unknown: '?' } }), 'ab?!'],
    ['with odd characters', trainCharTokenizer('\u0000\ufeff\u2028"\\🙂'), '\u2028"\\🙂\ufeff\u0000'],
    [
      'with a frame',
      trainCharTokenizer('ab', {
        special: { start: '<s>', end: '</s>' },
        extraSpecial: ['<x>'],
        template: ['start', 'text', 'end'],
        pairTemplate: ['text', '<x>', 'pair'],
        truncation: { maximumLength: 4 },
        padding: { multipleOf: 2 },
      }),
      'ababab',
    ],
  ])('gives back a tokenizer that is %s', (_, tokenizer, text) => {
    const again = tokenizerFromJSON(JSON.stringify(tokenizer));
    const options = { special: 'encode' } as const;
    expect(again.encode(text, options)).toEqual(tokenizer.encode(text, options));
    expect(again.lossless).toBe(tokenizer.lossless);
    expect(JSON.stringify(again)).toBe(JSON.stringify(tokenizer));
  });

  it('takes names of object properties as special tokens without harm', () => {
    const text = JSON.stringify({ ...stored, tokens: ['__proto__', 'a', 'b'], roles: {} });
    const tokenizer = tokenizerFromJSON(text);
    expect(tokenizer.decode([0, 1])).toBe('__proto__a');
    expect(Array.from(tokenizer.encode('__proto__a', { special: 'encode' }))).toEqual([0, 1]);
    expect(tokenizer.vocabulary.special['__proto__']).toBe(0);
    expect(tokenizer.vocabulary.special['constructor']).toBeUndefined();
    expect(({} as Record<string, unknown>).end).toBeUndefined();
  });

  const bpe = { ...stored, kind: 'bpe', tokens: ['<eos>', 'a', 'b', 'ab'], model: { merges: [[1, 2]] } };
  const unigram = { ...bpe, kind: 'unigram', model: { scores: [0, -1, -1, -2] } };

  it.each<[string, unknown, string]>([
    ['a list', '[]', 'it is not an object'],
    ['nothing', null, 'it is not an object'],
    ['no format', {}, 'its format is missing'],
    ['another format', { ...stored, format: 'bpe' }, 'its format is "bpe"'],
    [
      'another kind',
      { ...stored, kind: 'wordle' },
      'its kind is "wordle", where character, word, bpe, word-piece, unigram can be read',
    ],
    [
      'a kind that objects inherit',
      { ...stored, kind: 'constructor' },
      'its kind is "constructor", where character, word, bpe, word-piece, unigram can be read',
    ],
    ['a field of its own', { ...stored, strip: true }, 'strip is a field that is not known here'],
    [
      'a prototype',
      '{"format":"refrain-tokenizer","version":1,"kind":"character","tokens":[],"__proto__":{}}',
      '__proto__ is a field that is not known here',
    ],
    ['no tokens', { ...stored, tokens: undefined }, 'tokens must be a list, but is missing'],
    [
      'tokens in an object',
      { ...stored, tokens: { length: 3 } },
      'tokens must be a list, not an object with keys length',
    ],
    ['a token that is no text', { ...stored, tokens: ['<eos>', 1] }, 'tokens[1] must be a string, not 1'],
    ['a token twice', { ...stored, tokens: ['<eos>', 'a', 'a'] }, 'tokens[2] is "a", which tokens[1] is too'],
    [
      'a token of two characters',
      { ...stored, tokens: ['<eos>', 'ab'] },
      'tokens[1] is "ab", which is not one character',
    ],
    ['an empty token', { ...stored, tokens: ['<eos>', ''] }, 'tokens[1] is "", which is not one character'],
    [
      'half a character',
      { ...stored, tokens: ['<eos>', '\ud83d'] },
      'tokens[1] is "\\ud83d", which has half a character',
    ],
    [
      'half a character in a special token',
      { ...stored, tokens: ['<\ud83d', 'a'] },
      'tokens[0] is "<\\ud83d", which has half a character',
    ],
    [
      'a capital that is never met',
      { ...stored, normalizers: [{ type: 'lowercase', letters: 'all' }], tokens: ['<eos>', 'A'] },
      'tokens[1] is "A", which no lower-cased text holds',
    ],
    ['added tokens as an object', { ...stored, added: {} }, 'added must be a list, not an object with keys (none)'],
    [
      'an added id beyond the tokens',
      { ...stored, added: [{ id: 3, special: true }] },
      'added[0].id must be an integer from 0 to 2, not 3',
    ],
    [
      'an added token without special',
      { ...stored, added: [{ id: 0 }] },
      'added[0].special must be true or false, but is missing',
    ],
    [
      'an added token twice',
      {
        ...stored,
        added: [
          { id: 0, special: true },
          { id: 0, special: false },
        ],
      },
      'added[1] has the id 0, which added[0] has too',
    ],
    ['roles as a list', { ...stored, roles: [] }, 'roles must be an object, not []'],
    ['an unknown role', { ...stored, roles: { eos: 0 } }, 'roles.eos is a field that is not known here'],
    [
      'the role __proto__',
      JSON.stringify(stored).replace('"end"', '"__proto__"'),
      'roles.__proto__ is a field that is not known here',
    ],
    ['a role beyond the tokens', { ...stored, roles: { end: 3 } }, 'roles.end must be an integer from 0 to 2, not 3'],
    [
      'a role that is no number',
      { ...stored, roles: { end: '0' } },
      'roles.end must be an integer from 0 to 2, not "0"',
    ],
    [
      'a normalizer of another field',
      { ...stored, normalizers: [{ type: 'nfc' }, { type: 'nfc', deep: 1 }] },
      'normalizers[1].deep is a field that is not known here',
    ],
    [
      'a broken pattern',
      {
        ...bpe,
        preTokenizers: [
          { type: 'split', pattern: { regularExpression: '(', flags: 'u' }, behavior: 'removed', invert: false },
        ],
      },
      "preTokenizers[0].pattern can't be used: a pattern must be a regular expression of JavaScript; received /(/u. " +
        'Invalid regular expression: /(/gu: Unterminated group',
    ],
    [
      'a function',
      { ...bpe, decoders: [{ type: 'function' }] },
      'decoders[0].type must be one of "byte-level", "join", "word-piece", "bpe", "metaspace", "byte-fallback", "fuse", "strip", "replace", not "function"',
    ],
    ['no merges', { ...bpe, model: undefined }, 'model.merges must be a list, but is missing'],
    [
      'a merge of three',
      {
        ...bpe,
        model: {
          merges: [
            [1, 2],
            [1, 2, 3],
          ],
        },
      },
      'model.merges[1] must be a list of 2, not [1, 2, 3]',
    ],
    [
      'a merge of an id beyond the tokens',
      { ...bpe, model: { merges: [[1, 9]] } },
      'model.merges[0][1] must be an integer from 0 to 3, not 9',
    ],
    [
      'a merge without a token',
      { ...bpe, model: { merges: [[2, 1]] } },
      'model.merges[0] must give a token, but "ba" is none',
    ],
    ['too few scores', { ...unigram, model: { scores: [0] } }, 'model.scores must be a list of 4, not [0]'],
    [
      'a score that is no number',
      { ...unigram, model: { scores: [0, null, 0, 0] } },
      'model.scores[1] must be a finite number, not null',
    ],
    [
      'an infinite score',
      { ...unigram, model: { scores: [0, 0, -Infinity, 0] } },
      'model.scores[2] must be a finite number, not -Infinity',
    ],
    [
      'a template without the text',
      { ...stored, template: { single: [{ id: 0, typeId: 0 }] } },
      'template.single must be a list with the first text, once, not [an object with keys id, typeId]',
    ],
    [
      'a length of 0',
      { ...stored, truncation: { maximumLength: 0, side: 'left', strategy: 'only-first' } },
      'truncation.maximumLength must be an integer of at least 1, not 0',
    ],
    [
      'a padding id beyond the tokens',
      { ...stored, padding: { side: 'left', id: 7, typeId: 0 } },
      'padding.id must be an integer from 0 to 2, not 7',
    ],
  ])('refuses %s', (_, json, reason) => {
    const read = () => tokenizerFromJSON(json);
    expect(read).toThrow(ArtifactError);
    const message = `expected the stored tokenizer of version 1 of the format refrain-tokenizer; ${reason}. Use another copy of the file.`;
    expect(read).toThrow(expect.objectContaining({ message }));
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
