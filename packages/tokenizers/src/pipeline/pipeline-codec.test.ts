import { leaveOut } from '../codec.js';
import type { CheckedEncodeOptions } from '../codec.js';
import type { TokenizerDescription } from '../description.js';
import { TokenSink } from '../token-sink.js';
import { createVocabulary } from '../vocabulary.js';
import { pipelineCodec } from './pipeline-codec.js';

const words: TokenizerDescription = {
  tokens: ['<unk>', 'to', 'be', 'or', 'not', 'é'],
  added: [{ id: 0, special: true }],
  roles: { unknown: 0 },
  normalizers: [{ type: 'lowercase', letters: 'all' }],
  preTokenizers: [{ type: 'whitespace-split' }],
  model: { type: 'word' },
  decoders: [],
};

const plain: CheckedEncodeOptions = {
  special: 'refuse',
  replacement: undefined,
  template: true,
  pair: undefined,
  regularization: undefined,
};

/** Tokens with their places. */
function encode(description: TokenizerDescription, text: string, options: Partial<CheckedEncodeOptions> = {}) {
  const codec = pipelineCodec(description, createVocabulary(description));
  const place = { offset: 0, startsText: true, startsStretch: true, endsStretch: true };
  const run = (offsets: boolean): TokenSink => {
    const sink = new TokenSink({ capacity: 1, offsets });
    codec.encode(text, { ...place, options: { ...plain, ...options } }, sink);
    return sink;
  };
  const { ids, offsets, count } = run(true);
  expect(run(false).ids.slice(0, count)).toEqual(ids.slice(0, count));
  return Array.from(
    ids.subarray(0, count),
    (id, token) => `${description.tokens[id]} ${offsets![2 * token]}-${offsets![2 * token + 1]}`,
  );
}

describe('pipelineCodec', () => {
  it('gives the tokens of all pieces with their places in the text as it was', () => {
    expect(encode(words, '  To  be or')).toEqual(['to 2-4', 'be 6-8', 'or 9-11']);
  });

  it('puts a token in the place of unknown text, or nothing', () => {
    expect(encode(words, 'to bee', { replacement: 0 })).toEqual(['to 0-2', '<unk> 3-6']);
    expect(encode(words, 'bee to bee', { replacement: leaveOut })).toEqual(['to 4-6']);
  });

  it('names unknown text as it was given, its place and what to do', () => {
    const codec = pipelineCodec(words, createVocabulary(words));
    const sink = new TokenSink({ capacity: 8, offsets: false });
    const place = { offset: 10, startsText: false, startsStretch: true, endsStretch: true, options: plain };
    expect(() => codec.encode('to Bee or WASP Bee', place, sink)).toThrow(
      new Error(
        'text must hold only what the vocabulary has tokens for; received "Bee" at position 13, "WASP" at position 20. ' +
          'Train on text that has it, give the tokenizer an unknown token, or encode with replaceUnknown.',
      ),
    );
    expect(sink.count).toBe(0);
  });

  it('names no more than five of them', () => {
    expect(() => encode(words, 'a b c d e f g')).toThrow('"e" at position 8 and 2 more. Train on');
  });

  it('keeps the place of text that normalizers change', () => {
    const description: TokenizerDescription = {
      ...words,
      normalizers: [{ type: 'nfc' }, { type: 'replace', pattern: { text: '&' }, content: ' or ' }],
    };
    expect(encode(description, 'to&e\u0301')).toEqual(['to 0-2', 'or 2-3', 'é 3-4']);
  });

  // tokenizers 0.23.2: WordLevel, Sequence([NFD(), StripAccents(), Lowercase()]), Metaspace(prepend_scheme="always") and
  // AddedToken("New York", normalized=True, rstrip=True), AddedToken("Bíg", normalized=True, single_word=True, lstrip=True)
  it('finds added tokens in normalized text as Hugging Face', () => {
    const description: TokenizerDescription = {
      tokens: ['[UNK]', '▁a', '▁the', '▁', 'New York', 'Bíg'],
      added: [
        { id: 0, special: true },
        { id: 4, special: false, normalized: true, stripRight: true },
        { id: 5, special: false, normalized: true, singleWord: true, stripLeft: true },
      ],
      roles: { unknown: 0 },
      normalizers: [{ type: 'nfd' }, { type: 'strip-accents' }, { type: 'lowercase', letters: 'all' }],
      preTokenizers: [{ type: 'metaspace', replacement: '▁', prepend: 'always', split: true }],
      model: { type: 'word' },
      decoders: [],
    };
    const options = { replacement: 0 };
    expect(encode(description, 'the NÉW YORK  new york', options)).toEqual([
      '▁the 0-3',
      '▁ 3-4',
      'New York 4-14',
      'New York 14-22',
    ]);
    expect(encode(description, 'A big, x bigger', options)).toEqual([
      '▁a 0-1',
      'Bíg 1-5',
      '[UNK] 5-6',
      '[UNK] 6-8',
      '[UNK] 8-15',
    ]);
  });

  it('refuses special tokens in normalized text, with their place in the text as it was', () => {
    const description: TokenizerDescription = {
      ...words,
      tokens: [...words.tokens, '<END>'],
      added: [...words.added, { id: 6, special: true, normalized: true, stripLeft: true }],
      normalizers: [{ type: 'strip', left: true, right: true }, ...words.normalizers],
    };
    expect(() => encode(description, '  to  <End>')).toThrow('received "<END>" at position 6. ');
    expect(encode(description, ' to <end>', { special: 'encode' })).toEqual(['to 1-3', '<END> 3-9']);
    expect(encode(description, 'to <end>', { special: 'as-text', replacement: 0 })).toEqual(['to 0-2', '<unk> 3-8']);
  });

  it('cuts characters behind any normalizer', () => {
    const description: TokenizerDescription = {
      ...words,
      tokens: ['a', '😀', '<s>'],
      added: [{ id: 2, special: true }],
      normalizers: [{ type: 'nfkc' }],
      preTokenizers: [],
      model: { type: 'character' },
    };
    expect(encode(description, 'ª😀')).toEqual(['a 0-1', '😀 1-3']);
  });

  it('knows where a text begins though nobody asks for offsets', () => {
    const description: TokenizerDescription = {
      ...words,
      tokens: ['a', '▁a'],
      added: [],
      normalizers: [{ type: 'strip', left: true, right: false }],
      preTokenizers: [{ type: 'metaspace', replacement: '▁', prepend: 'first', split: true }],
    };
    expect(encode(description, 'a a')).toEqual(['▁a 0-1', '▁a 1-3']);
    expect(encode(description, ' a')).toEqual(['a 1-2']);
  });
});
