import { bpeTokenizerFromFiles } from './bpe-tokenizer-from-files.js';
import type { BpeFileOptions, BpeFiles } from './bpe-tokenizer-from-files.js';
import { byteCharacters } from '../byte-level/byte-alphabet.js';

const tokens = [...byteCharacters(), 'th', 'the', 'Ġthe', '<|endoftext|>'];
const ids = (list: readonly string[]) => JSON.stringify(Object.fromEntries(list.map((token, id) => [token, id])));
const files: BpeFiles = { vocabulary: ids(tokens), merges: '#version: 0.2\nt h\nth e\nĠ the\n' };

describe('bpeTokenizerFromFiles', () => {
  it('makes a byte-level tokenizer whose special token keeps its id', () => {
    const tokenizer = bpeTokenizerFromFiles(files, { special: { end: '<|endoftext|>' } });
    const encoded = tokenizer.encode('the the<|endoftext|>', { special: 'encode' });
    expect([...encoded]).toEqual([257, 258, 259]);
    expect(tokenizer.vocabulary.special.end).toBe(259);
    expect(tokenizer.decode(encoded)).toBe('the the<|endoftext|>');
    expect(tokenizer.decode(encoded, { special: 'skip' })).toBe('the the');
    expect(() => tokenizer.encode('<|endoftext|>')).toThrow(/<\|endoftext\|>/);
    expect([...tokenizer.encode('thé', { special: 'as-text' })].map((id) => tokens[id])).toEqual(['th', 'Ã', '©']);
  });

  it('gives special tokens that the files lack the ids behind theirs, wherever they stand', () => {
    const tokenizer = bpeTokenizerFromFiles(files, {
      special: { start: '<s>', end: '<|endoftext|>', padding: '<pad>' },
      template: ['start', 'text', 'end'],
      pairTemplate: ['text', 'start', 'pair', 'end'],
      padding: { length: 5 },
    });
    expect({ ...tokenizer.vocabulary.special }).toEqual({ start: 260, end: 259, padding: 261 });
    expect([...tokenizer.encode('the')]).toEqual([260, 257, 259]);
    expect([...tokenizer.encode('the', { pair: 'th' })]).toEqual([257, 260, 256, 259]);
    expect([...tokenizer.encodeBatch(['the']).ids]).toEqual([260, 257, 259, 261, 261]);
  });

  it('pads with id 0 without a padding token', () => {
    const tokenizer = bpeTokenizerFromFiles(files, { special: { end: '<|endoftext|>' }, padding: { length: 2 } });
    expect([...tokenizer.encodeBatch(['the']).ids]).toEqual([257, 0]);
  });

  it('cuts by the pattern asked for', () => {
    const cut = (pattern: BpeFileOptions['pattern']) =>
      [...bpeTokenizerFromFiles(files, { pattern }).encode('\tthe')].map((id) => tokens[id]);
    const merges = `${files.merges}ĉ the\n`;
    const vocabulary = ids([...tokens, 'ĉthe']);
    const joined = (pattern: BpeFileOptions['pattern']) =>
      bpeTokenizerFromFiles({ vocabulary, merges }, { pattern }).encode('\tthe').length;
    expect(cut('gpt2')).toEqual(['ĉ', 'the']);
    expect([joined('gpt2'), joined('cl100k'), joined(/the|\s/u), joined(/\s\w+/gu)]).toEqual([2, 1, 2, 1]);
  });

  it('makes a tokenizer of marked characters', () => {
    const characters = ['l', 'o', 'w', 'w</w>', 'lo', 'low</w>', '<unk>'];
    const merges = 'l o\r\nlo w</w>\r\n';
    const tokenizer = bpeTokenizerFromFiles(
      { vocabulary: ids(characters), merges },
      { unit: 'character', special: { unknown: '<unk>' } },
    );
    expect([...tokenizer.encode('low wow')].map((id) => characters[id])).toEqual(['low</w>', 'w', 'o', 'w</w>']);
    expect([...tokenizer.encode('lox')].map((id) => characters[id])).toEqual(['lo', '<unk>']);
    expect(tokenizer.decode(tokenizer.encode('low  wow'))).toBe('low wow');
  });

  it('takes names of object prototypes as tokens', () => {
    const vocabulary = '{"__proto__":0,"constructor":1,"a":2}';
    const tokenizer = bpeTokenizerFromFiles({ vocabulary, merges: '' });
    expect(tokenizer.vocabulary.tokens).toEqual(['__proto__', 'constructor', 'a']);
    expect(tokenizer.vocabulary.idOf('__proto__')).toBe(0);
    expect(tokenizer.vocabulary.idOf('toString')).toBeUndefined();
  });

  const copy = 'Use another copy of the file.';
  it.each([
    [
      '{"a":0',
      /^expected the vocab\.json of a byte-pair tokenizer; it must be JSON: .*\. Use another copy of the file\.$/,
    ],
    ['[]', 'it must be an object of tokens with their ids, not []'],
    ['null', 'it must be an object of tokens with their ids, not null'],
    ['{}', 'it must have a token'],
    ['{"a":"0"}', 'the id of "a" must be an integer of at least 0, not "0"'],
    ['{"a":0,"b":-1}', 'the id of "b" must be an integer of at least 0, not -1'],
    ['{"a":0,"b":1.5}', 'the id of "b" must be an integer of at least 0, not 1.5'],
    ['{"a":0,"b":1,"c":1}', 'tokens must have different ids, but "b" and "c" have the id 1'],
    ['{"a":0,"b":2}', 'the ids of 2 tokens must run from 0 to 1, but no token has the id 1'],
    ['{"a":4294967295}', 'the ids of 1 tokens must run from 0 to 0, but no token has the id 0'],
  ])('refuses the vocabulary %s', (vocabulary, reason) => {
    const message =
      typeof reason === 'string' ? `expected the vocab.json of a byte-pair tokenizer; ${reason}. ${copy}` : reason;
    const refused = expect(() => bpeTokenizerFromFiles({ vocabulary, merges: '' }));
    refused.toThrow(expect.objectContaining({ name: 'ArtifactError', artifact: 'vocab.json' }));
    refused.toThrow(typeof message === 'string' ? new Error(message) : message);
  });

  it.each([
    ['t h\nth\n', 'line 2 must be two tokens with one space between, not "th"'],
    ['t h\nt h e\n', 'line 2 must be two tokens with one space between, not "t h e"'],
    ['#version: 0.2\nt h\n\nth e\n', 'line 3 must be two tokens with one space between, not ""'],
    ['t  h\n', 'line 1 must be two tokens with one space between, not "t  h"'],
    ['t h\nth xyz', 'line 2 merges "th" and "xyz", but the vocabulary has no token "xyz"'],
    ['h t', 'line 1 merges "h" and "t", but the vocabulary has no token "ht"'],
  ])('refuses the merges %j', (merges, reason) => {
    expect(() => bpeTokenizerFromFiles({ ...files, merges })).toThrow(
      expect.objectContaining({
        name: 'ArtifactError',
        artifact: 'merges.txt',
        message: `expected the merges.txt of a byte-pair tokenizer; ${reason}. ${copy}`,
      }),
    );
  });

  it.each<[BpeFiles, BpeFileOptions, string]>([
    [{ ...files, merges: 3 as never }, {}, 'merges must be the content of a file as a string; received 3.'],
    [
      { ...files, vocab: '' } as never,
      {},
      'the files of bpeTokenizerFromFiles does not know the option "vocab"; known options are vocabulary, merges.',
    ],
    [files, { unit: 'word' as never }, 'unit must be one of "byte", "character"; received "word".'],
    [
      files,
      { unit: 'character', pattern: 'gpt2' },
      'pattern must be absent where the unit is \'character\'; received "gpt2". Words are what stands between white space.',
    ],
    [
      files,
      { pattern: 'r50k' as never },
      "pattern must be 'gpt2', 'cl100k' or a regular expression; received \"r50k\".",
    ],
    [
      files,
      { pattern: /\w+/ },
      'a regular expression must have the flag u or v, and else only i, m or s; received /\\w+/. ' +
        'Without u or v it would cut characters in two.',
    ],
    [
      files,
      { specialPosition: 'first' } as never,
      'bpeTokenizerFromFiles does not know the option "specialPosition"; known options are unit, pattern, special, ' +
        'extraSpecial, template, pairTemplate, truncation, padding.',
    ],
  ])('refuses arguments (%#)', (given, options, message) => {
    expect(() => bpeTokenizerFromFiles(given, options)).toThrow(new Error(message));
  });
});
