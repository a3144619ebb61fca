import { createTokenizer } from '../create-tokenizer.js';
import type { TokenizerDescription } from '../description.js';
import { describeAsJson } from './describe-as-json.js';
import { readDescription } from './read-description.js';

/** One of every part that can be stored. */
const everything: TokenizerDescription = {
  tokens: ['<pad>', '<a>', 'x', 'y', 'xy', '##y'],
  added: [
    { id: 0, special: true },
    { id: 1, special: false, singleWord: true, stripLeft: true, stripRight: false, normalized: true },
  ],
  roles: { padding: 0, start: 0 },
  normalizers: [
    { type: 'nfc' },
    { type: 'nfd' },
    { type: 'nfkc' },
    { type: 'nfkd' },
    { type: 'lowercase', letters: 'ascii' },
    { type: 'strip', left: true, right: false },
    { type: 'strip-accents' },
    { type: 'replace', pattern: { text: '``' }, content: '"' },
    { type: 'prepend', content: '_' },
    { type: 'bert', cleanText: true, isolateChinese: true, stripAccents: false, lowercase: true },
    { type: 'strip-tags' },
    { type: 'collapse-spaces' },
  ],
  preTokenizers: [
    { type: 'split', pattern: { name: 'cl100k' }, behavior: 'isolated', invert: false },
    { type: 'split', pattern: { regularExpression: '\\p{L}+', flags: 'u' }, behavior: 'contiguous', invert: true },
    { type: 'whitespace' },
    { type: 'whitespace-split' },
    { type: 'punctuation', behavior: 'merged-with-next' },
    { type: 'digits', individual: true },
    { type: 'bert' },
    { type: 'metaspace', replacement: '_', prepend: 'first', split: true },
    { type: 'unicode-scripts' },
    { type: 'characters' },
    { type: 'words-and-emoticons' },
    { type: 'n-grams', lengths: [1, 2], separator: ' ' },
    { type: 'byte-level', addPrefixSpace: true, pattern: 'none' },
  ],
  model: { type: 'bpe', merges: [[2, 5]], continuingPrefix: '##', endOfWordSuffix: '</w>', fuseUnknown: true },
  decoders: [
    { type: 'byte-level' },
    { type: 'join', separator: ' ' },
    { type: 'word-piece', prefix: '##', cleanup: true },
    { type: 'bpe', suffix: '</w>' },
    { type: 'metaspace', replacement: '_', prepend: 'always' },
    { type: 'byte-fallback' },
    { type: 'fuse' },
    { type: 'strip', content: ' ', left: 1, right: 0 },
    { type: 'replace', pattern: { text: '_' }, content: ' ' },
  ],
  template: {
    single: [
      { id: 0, typeId: 0 },
      { text: 'first', typeId: 0 },
    ],
    pair: [
      { text: 'second', typeId: 1 },
      { text: 'first', typeId: 0 },
    ],
  },
  truncation: { maximumLength: 8, side: 'left', strategy: 'only-first' },
  padding: { length: 8, side: 'left', id: 0, typeId: 2, multipleOf: 4 },
  trimOffsets: { addPrefixSpace: true },
};

describe('readDescription', () => {
  it('reads every part that is written', () => {
    const json = describeAsJson(everything);
    expect(readDescription(json.kind, JSON.parse(JSON.stringify(json)) as typeof json)).toEqual(everything);
  });

  it.each<TokenizerDescription['model']>([
    {
      type: 'word',
      leaveOutUnknown: true,
      statistics: { behaviour: 'legacy', texts: 3, frequencies: [0, 0, 1, 2, 3, 0] },
    },
    { type: 'bpe', merges: [[2, 3]], byteFallback: true, ignoreMerges: true },
    { type: 'word-piece', continuingPrefix: '##', maximumCharacters: 100 },
    { type: 'unigram', scores: [0, 0, -1.5, -2, -3, -4], byteFallback: false },
  ])('reads the fields of the model %j', (model) => {
    const json = describeAsJson({ ...everything, model });
    expect(readDescription(json.kind, JSON.parse(JSON.stringify(json)) as typeof json).model).toEqual(model);
  });
});

describe('describeAsJson', () => {
  it('refuses functions of the caller', () => {
    const normalizers = [{ type: 'function', apply: (text: string) => text }] as const;
    expect(() => describeAsJson({ ...everything, normalizers })).toThrow(
      new Error(
        'a tokenizer must be plain data to be stored; received a function of the caller as normalizers[0]. Train it ' +
          "with one of the named ways instead, or apply the function to each text before the tokenizer's encode.",
      ),
    );
  });

  it('gives what nobody can change the tokenizer by', () => {
    const stored = describeAsJson(everything) as unknown as { tokens: string[]; roles: { end?: number } };
    stored.tokens.push('z');
    stored.roles.end = 1;
    expect(everything.tokens).toHaveLength(6);
    expect(everything.roles).toEqual({ padding: 0, start: 0 });
  });

  it('leaves out what is empty', () => {
    const parts = { added: [], roles: {}, normalizers: [], preTokenizers: [], decoders: [] };
    const tokenizer = createTokenizer({ tokens: ['a'], ...parts, model: { type: 'character' } });
    expect(tokenizer.toJSON()).toEqual({ format: 'refrain-tokenizer', version: 1, kind: 'character', tokens: ['a'] });
  });
});
