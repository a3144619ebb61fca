import { tokenizerFromHuggingFace } from './tokenizer-from-hugging-face.js';

const start =
  "expected a tokenizer.json of Hugging Face's tokenizers in version 1.0, every part of which can be read; ";
const makeWithout = ' Ids would differ if it were passed over: make the file without it, or again from its source.';
const otherCopy = ' Use another copy of the file.';

const added = {
  id: 0,
  content: 'a',
  single_word: false,
  lstrip: false,
  rstrip: false,
  normalized: false,
  special: true,
};
const file = {
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: [],
  normalizer: null,
  pre_tokenizer: null,
  post_processor: null,
  decoder: null,
  model: { type: 'WordLevel', vocab: { a: 0, b: 1 }, unk_token: '?' },
};
const bpe = { type: 'BPE', dropout: null, unk_token: null, vocab: { a: 0, b: 1, ab: 2 }, merges: [['a', 'b']] };
const truncation = { direction: 'Right', max_length: 3, strategy: 'LongestFirst', stride: 0 };
const padding = {
  strategy: 'BatchLongest',
  direction: 'Right',
  pad_to_multiple_of: null,
  pad_id: 0,
  pad_type_id: 0,
  pad_token: 'a',
};
const template = {
  type: 'TemplateProcessing',
  single: [{ SpecialToken: { id: 'x', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
  pair: [{ Sequence: { id: 'A', type_id: 0 } }, { Sequence: { id: 'B', type_id: 1 } }],
  special_tokens: { x: { id: 'x', ids: [0], tokens: ['a'] } },
};
const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true };
const split = (Regex: string) => ({
  pre_tokenizer: { type: 'Split', pattern: { Regex }, behavior: 'Isolated', invert: false },
});

function refusal(change: object): string {
  try {
    tokenizerFromHuggingFace({ ...file, ...change });
  } catch (error) {
    expect((error as Error).name).toBe('ArtifactError');
    return (error as Error).message;
  }
  throw new Error('was read');
}

describe('tokenizerFromHuggingFace', () => {
  it('reads the file that the cases below change', () => {
    expect(Array.from(tokenizerFromHuggingFace(file).encode('b'))).toEqual([1]);
    for (const change of [
      { truncation, padding, post_processor: template },
      { model: bpe, added_tokens: [added] },
    ]) {
      expect(() => tokenizerFromHuggingFace({ ...file, ...change })).not.toThrow();
    }
  });

  it.each<[object, string]>([
    [{ version: '2.0' }, 'version is "2.0", where "1.0" can be read.'],
    [{ version: undefined }, 'version is missing, where "1.0" can be read.'],
    [
      { extra: 1 },
      'the file has the field "extra", where version, truncation, padding, added_tokens, normalizer, pre_tokenizer, post_processor, decoder, model are known.',
    ],
    [{ model: null }, 'model.type is missing, where one of BPE, WordPiece, WordLevel, Unigram can be read.'],
    [
      { model: { ...bpe, type: 'Toy' } },
      'model.type is "Toy", where one of BPE, WordPiece, WordLevel, Unigram can be read.',
    ],
    [{ model: { ...file.model, vocab: 3 } }, 'model.vocab is 3, where an object can be read.'],
    [
      { model: { ...file.model, vocab: { a: 0, b: 2 } } },
      'model.vocab has 2 tokens, none with the id 1 below its greatest id.',
    ],
    [{ model: { ...file.model, vocab: { a: 0, b: 0 } } }, 'model.vocab["b"] is 0, which is also the id of "a".'],
    [
      { model: { ...file.model, vocab: { a: -1 } } },
      'model.vocab["a"] is -1, where an integer from 0 to 2147483647 can be read.',
    ],
    [{ model: { ...file.model, vocab: { '\ud800': 0 } } }, 'model.vocab["\\ud800"] has half a character in its name.'],
    [{ model: { type: 'WordLevel', vocab: {} } }, 'model.unk_token is missing, where a string can be read.'],
    [
      { model: { ...bpe, cache: 3 } },
      'model has the field "cache", where type, dropout, unk_token, continuing_subword_prefix, end_of_word_suffix, fuse_unk, byte_fallback, ignore_merges, vocab, merges are known.',
    ],
    [{ model: { ...bpe, fuse_unk: 1 } }, 'model.fuse_unk is 1, where true or false can be read.'],
    [{ model: { ...bpe, merges: {} } }, 'model.merges is an object, where a list can be read.'],
    [
      {
        model: {
          type: 'Unigram',
          vocab: [
            ['a', 0],
            ['a', 1],
          ],
          unk_id: 0,
        },
      },
      'model.vocab[1][0] repeats "a".',
    ],
    [
      { model: { type: 'Unigram', vocab: [['a', 0, 1]], unk_id: 0 } },
      'model.vocab[0] is a list, where a token and its score can be read.',
    ],
    [
      { model: { type: 'Unigram', vocab: [['a', 'b']], unk_id: 0 } },
      'model.vocab[0][1] is "b", where a number can be read.',
    ],
    [
      { model: { type: 'Unigram', vocab: [['a', 0]], unk_id: 1 } },
      'model.unk_id is 1, where the position of a token in the vocab can be read.',
    ],
    [
      {
        model: {
          type: 'WordPiece',
          vocab: { a: 0 },
          unk_token: 'a',
          continuing_subword_prefix: '##',
          max_input_chars_per_word: 0,
        },
      },
      'model.max_input_chars_per_word is 0, where a positive integer can be read.',
    ],
    [
      { added_tokens: [{ ...added, id: 3 }] },
      'added_tokens[0].id is 3, where 0, the id that the library gives this token, can be read.',
    ],
    [
      { added_tokens: [added, { ...added, content: 'c', id: 4 }] },
      'added_tokens[1].id is 4, where 2, the id that the library gives this token, can be read.',
    ],
    [{ added_tokens: [added, added] }, 'added_tokens[1] repeats the content of added_tokens[0].'],
    [
      { added_tokens: [{ ...added, content: '' }] },
      'added_tokens[0].content is "", where a string that text can hold can be read.',
    ],
    [
      { added_tokens: [{ ...added, lstrip: null }] },
      'added_tokens[0].lstrip is null, where true or false can be read.',
    ],
    [
      { added_tokens: [{ ...added, content: 'x\ud800' }] },
      'added_tokens[0].content is "x\\ud800", where a string of whole characters can be read.',
    ],
    [
      { normalizer: { type: 'Sequence', normalizers: [{ type: 'NFC' }, { type: 'Nmt' }] } },
      'normalizer.normalizers[1].type is "Nmt", where one of Sequence, BertNormalizer, NFC, NFD, NFKC, NFKD, Lowercase, StripAccents, Strip, Replace, Precompiled, Prepend can be read.',
    ],
    [{ normalizer: { type: 'NFC', form: 'C' } }, 'normalizer has the field "form", where type are known.'],
    [
      { normalizer: { type: 'constructor' } },
      'normalizer.type is "constructor", where one of Sequence, BertNormalizer, NFC, NFD, NFKC, NFKD, Lowercase, StripAccents, Strip, Replace, Precompiled, Prepend can be read.',
    ],
    [
      { normalizer: { type: 'Replace', pattern: { String: '' }, content: '' } },
      'normalizer.pattern.String is "", where a string to look for can be read.',
    ],
    [{ normalizer: { type: 'Replace', pattern: {}, content: '' } }, 'normalizer.pattern has not one of String, Regex.'],
    [
      { normalizer: { type: 'Precompiled', precompiled_charsmap: 'BAAAAA==' } },
      'normalizer.precompiled_charsmap is "BAAAAA==", where a table of SentencePiece\'s as base64 can be read.',
    ],
    [
      { pre_tokenizer: { type: 'Sequence', pretokenizers: [{ type: 'Whitespace' }, { type: 'Sentences' }] } },
      'pre_tokenizer.pretokenizers[1].type is "Sentences", where one of Sequence, ByteLevel, Split, CharDelimiterSplit, FixedLength, Whitespace, WhitespaceSplit, BertPreTokenizer, UnicodeScripts, Punctuation, Digits, Metaspace can be read.',
    ],
    [
      { pre_tokenizer: { type: 'CharDelimiterSplit', delimiter: 'ab' } },
      'pre_tokenizer.delimiter is "ab", where one character can be read.',
    ],
    [
      { pre_tokenizer: { type: 'Metaspace', replacement: '▁', add_prefix_space: false, prepend_scheme: 'always' } },
      'pre_tokenizer.prepend_scheme is "always", where "never" beside add_prefix_space false can be read.',
    ],
    [
      { pre_tokenizer: { type: 'Metaspace', replacement: '▁', str_rep: '_' } },
      'pre_tokenizer.str_rep is "_", where "▁" can be read.',
    ],
    [split('a(?R)'), 'pre_tokenizer.pattern.Regex holds the group (?R).'],
    [split('\\h'), 'pre_tokenizer.pattern.Regex holds the escape \\h.'],
    [split('(?i:é)'), 'pre_tokenizer.pattern.Regex holds more than ASCII within (?i:…).'],
    [split('(?i:ss)'), 'pre_tokenizer.pattern.Regex holds ss within (?i:…).'],
    [split('[a&&b]'), 'pre_tokenizer.pattern.Regex holds the intersection &&.'],
    [split('[[:alpha:]]'), 'pre_tokenizer.pattern.Regex holds a class with [:.'],
    [split('\\p{Klingon}'), 'pre_tokenizer.pattern.Regex holds the property Klingon.'],
    [split('(a'), 'pre_tokenizer.pattern.Regex holds a ( that is not closed.'],
    [split('a)'), 'pre_tokenizer.pattern.Regex holds a ) that closes nothing.'],
    [split('[a'), 'pre_tokenizer.pattern.Regex holds a [ that is not closed.'],
    [split('a**'), 'pre_tokenizer.pattern.Regex holds a quantifier behind a quantifier.'],
    [split('*a'), 'pre_tokenizer.pattern.Regex holds a * that stands alone.'],
    [split('(a)\\1'), 'pre_tokenizer.pattern.Regex holds the escape \\1.'],
    [
      { decoder: { type: 'CTC', pad_token: 'a' } },
      'decoder.type is "CTC", where one of Sequence, ByteLevel, WordPiece, BPEDecoder, Metaspace, ByteFallback, Fuse, Strip, Replace can be read.',
    ],
    [
      { post_processor: { type: 'Sequence', processors: [template, byteLevel] } },
      'post_processor.processors[1] follows a template, where only the last post-processor can be one.',
    ],
    [
      { post_processor: { type: 'Sequence', processors: [byteLevel, byteLevel] } },
      'post_processor.processors[1] trims offsets a second time.',
    ],
    [
      { post_processor: { type: 'BertProcessing', cls: ['a', 1], sep: ['b', 1] } },
      'post_processor.cls[1] is 1, where the id of "a" can be read.',
    ],
    [
      { post_processor: { ...template, special_tokens: {} } },
      'post_processor.single[0].SpecialToken.id is "x", where a name of special_tokens can be read.',
    ],
    [
      { post_processor: { ...template, special_tokens: { x: { id: 'x', ids: [0, 1], tokens: ['a'] } } } },
      'post_processor.special_tokens["x"] has 1 tokens and 2 ids.',
    ],
    [{ post_processor: { ...template, single: [] } }, 'post_processor.single does not have the sequence A once.'],
    [
      { post_processor: { ...template, pair: template.single } },
      'post_processor.pair does not have each of the sequences A and B once.',
    ],
    [
      { truncation: { ...truncation, max_length: 0 } },
      'truncation.max_length is 0, where a positive integer can be read.',
    ],
    [
      { truncation: { ...truncation, strategy: 'Fair' } },
      'truncation.strategy is "Fair", where one of LongestFirst, OnlyFirst, OnlySecond can be read.',
    ],
    [
      { padding: { ...padding, pad_id: 2 } },
      'padding.pad_id is 2, where an id below 2, the size of the vocabulary, can be read.',
    ],
    [
      { padding: { ...padding, strategy: 'Square' } },
      'padding.strategy is "Square", where "BatchLongest" or { "Fixed": length } can be read.',
    ],
    [
      { padding: { ...padding, strategy: { Fixed: 0 } } },
      'padding.strategy.Fixed is 0, where a positive integer can be read.',
    ],
  ])('names what it can not read: %j', (change, reason) => {
    expect(refusal(change)).toBe(start + reason + makeWithout);
  });

  it.each<[object, string]>([
    [{ model: { ...bpe, merges: ['a'] } }, 'model.merges[0] is not made of two tokens.' + makeWithout],
    [{ model: { ...bpe, merges: ['a b', 'a b'] } }, 'model.merges[1] repeats model.merges[0].' + makeWithout],
    [{ model: { ...bpe, merges: ['a c'] } }, 'model.merges[0] has "c", which is not in model.vocab.' + otherCopy],
    [{ model: { ...bpe, merges: ['b a'] } }, 'model.merges[0] gives "ba", which is not in model.vocab.' + otherCopy],
    [
      { model: { ...bpe, continuing_subword_prefix: '#' } },
      'model.merges[0] has "b" without the model\'s continuing_subword_prefix.' + otherCopy,
    ],
    [
      { model: { ...bpe, dropout: 0.1 } },
      'model.dropout is 0.1, where null can be read. Make the file with dropout null, and draw by passing regularization: { dropout, random } to encode.',
    ],
    [
      { truncation: { ...truncation, stride: 2 } },
      'truncation.stride is 2, where 0 can be read. What is cut off is not given back here: make the file without a stride.',
    ],
  ])('says what to do: %j', (change, reason) => {
    expect(refusal(change)).toBe(start + reason);
  });

  it.each([
    ['{', 'it is not JSON.' + otherCopy],
    ['[]', 'the file is a list, where an object can be read.' + makeWithout],
    [7, 'the file is 7, where an object can be read.' + makeWithout],
  ])('refuses what is no object: %j', (json, reason) => {
    expect(() => tokenizerFromHuggingFace(json)).toThrow(start + reason);
  });
});
