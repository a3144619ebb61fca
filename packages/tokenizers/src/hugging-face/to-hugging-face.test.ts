import { Random } from '@refrain/core';
import fc from 'fast-check';
import { trainBpeTokenizer } from '../byte-pair/train-bpe-tokenizer.js';
import { trainCharTokenizer } from '../character/train-char-tokenizer.js';
import type { FrameOptions } from '../frame/frame-options.js';
import { withFrame } from '../frame/with-frame.js';
import type { Tokenizer } from '../tokenizer.js';
import { trainUnigramTokenizer } from '../unigram/train-unigram-tokenizer.js';
import { trainWordPieceTokenizer } from '../word-piece/train-word-piece-tokenizer.js';
import { trainWordTokenizer } from '../words/train-word-tokenizer.js';
import { toHuggingFace } from './to-hugging-face.js';
import { tokenizerFromHuggingFace } from './tokenizer-from-hugging-face.js';

const text =
  'The wheel turns and the river turns the wheel. Who turns the river? ΟΔΟΣ was carved into the oldest stone, ' +
  'and constructor or __proto__ would not have surprised the miller. 12 sacks of rye, 7 of wheat; he counted twice.';
const sentences = text.split('. ');

const frame: FrameOptions = {
  special: { padding: '<pad>', unknown: '<unk>', start: '<s>', end: '</s>', mask: '<mask>' },
  extraSpecial: ['__proto__', '<|user|>'],
  template: ['start', 'text', 'end'],
  pairTemplate: ['start', 'text', 'end', 'pair', '<|user|>'],
  truncation: { maximumLength: 40, side: 'left' },
  padding: { side: 'left', multipleOf: 4 },
};

const kinds: Record<string, () => Tokenizer> = {
  characters: () => trainCharTokenizer(text),
  'characters in a frame': () => trainCharTokenizer(text, { ...frame, lowercase: true }),
  'characters before special tokens': () => trainCharTokenizer(text, { ...frame, specialPosition: 'last' }),
  'characters with a token that no text can hold': () =>
    trainCharTokenizer(text, { special: { end: 'E', padding: '' }, specialPosition: 'last' }),
  'words as TextVectorization': () => trainWordTokenizer(sentences, { behaviour: 'text-vectorization' }),
  'words as the older Tokenizer': () =>
    trainWordTokenizer(sentences, { behaviour: 'legacy', special: { unknown: '<oov>' } }),
  'words as torchtext': () => trainWordTokenizer(sentences, { behaviour: 'torchtext', ...frame }),
  'words as basic_english': () => trainWordTokenizer(sentences, { behaviour: 'torchtext', splitter: 'basic-english' }),
  'byte-level': () => trainBpeTokenizer(text, { vocabularySize: 300 }),
  'byte-level in a frame': () => trainBpeTokenizer(text, { vocabularySize: 300, ...frame, pattern: 'cl100k' }),
  'byte-level, lower case': () =>
    trainBpeTokenizer(text, { vocabularySize: 300, lowercase: true, normalization: 'nfc', pattern: /\w+|\W/u }),
  'byte-pair of characters': () => trainBpeTokenizer(text, { vocabularySize: 90, unit: 'character' }),
  'word-piece': () => trainWordPieceTokenizer(text, { vocabularySize: 120, template: ['start', 'text', 'end'] }),
  'word-piece, cased': () => trainWordPieceTokenizer(text, { vocabularySize: 120, lowercase: false }),
  unigram: () => trainUnigramTokenizer(sentences, { vocabularySize: 60 }),
  'unigram with bytes': () => trainUnigramTokenizer(sentences, { vocabularySize: 310, byteFallback: true }),
};

/** Ids and places, or that the text was refused. */
function encoded(tokenizer: Tokenizer, ...[first, pair]: readonly (string | undefined)[]): unknown {
  try {
    const { ids, offsets, typeIds } = tokenizer.encodeWithOffsets(first!, {
      special: 'encode',
      ...(pair !== undefined && { pair }),
    });
    return [ids, offsets, typeIds].map((values) => Array.from(values));
  } catch (error) {
    return (error as Error).name;
  }
}

describe.each(Object.entries(kinds))('an export of %s', (_, make) => {
  const tokenizer = make();
  const again = tokenizerFromHuggingFace(JSON.stringify(toHuggingFace(tokenizer)));
  const parts = [
    ...'abehlnrstw ?.,17ΣΟé水',
    '  ',
    'The ',
    'river',
    'ΟΔΟΣ ',
    '🛶',
    "'s",
    '\n',
    '<s>',
    '</s>',
    '<pad>',
    '__proto__',
  ];
  const nasty = fc.array(fc.constantFrom(...parts, ...kindsOfNames()), { maxLength: 12 }).map((them) => them.join(''));

  it('is read back as a tokenizer that encodes and decodes alike', () => {
    fc.assert(
      fc.property(nasty, (value) => {
        expect(encoded(again, value)).toEqual(encoded(tokenizer, value));
      }),
      { seed: 5, numRuns: 150 },
    );
    const random = new Random(3);
    const ids = Array.from({ length: 60 }, () => random.integer(tokenizer.vocabulary.size));
    expect(again.decode(ids)).toBe(tokenizer.decode(ids));
  });

  it('keeps tokens, batches and pairs', () => {
    expect(again.vocabulary.tokens).toEqual(tokenizer.vocabulary.tokens);
    const some = sentences.slice(0, 2);
    expect(again.encodeBatch(some, { special: 'encode' })).toEqual(tokenizer.encodeBatch(some, { special: 'encode' }));
    const paired = withFrame(tokenizer, { pairTemplate: ['text', 'pair'], truncation: { maximumLength: 9 } });
    const pairedAgain = tokenizerFromHuggingFace(toHuggingFace(paired));
    expect(encoded(pairedAgain, sentences[0], sentences[1])).toEqual(encoded(paired, sentences[0], sentences[1]));
  });

  it('is the same again', () => {
    expect(toHuggingFace(again)).toEqual(toHuggingFace(tokenizer));
  });
});

function kindsOfNames(): string[] {
  return ['constructor', 'toString', '[UNK]', '[CLS]', '<unk>', '<oov>', '▁', '##'];
}

describe('toHuggingFace', () => {
  it('gives the content of a tokenizer.json', () => {
    expect(toHuggingFace(trainCharTokenizer('aab', { special: { end: '<eos>' }, template: ['text', 'end'] }))).toEqual({
      version: '1.0',
      truncation: null,
      padding: null,
      added_tokens: [
        { id: 0, content: '<eos>', single_word: false, lstrip: false, rstrip: false, normalized: false, special: true },
      ],
      normalizer: null,
      pre_tokenizer: { type: 'Split', pattern: { Regex: '[\\s\\S]' }, behavior: 'Isolated', invert: false },
      post_processor: {
        type: 'TemplateProcessing',
        single: [{ Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id: '<eos>', type_id: 0 } }],
        pair: [{ Sequence: { id: 'A', type_id: 0 } }, { Sequence: { id: 'B', type_id: 1 } }],
        special_tokens: { '<eos>': { id: '<eos>', ids: [0], tokens: ['<eos>'] } },
      },
      decoder: { type: 'Fuse' },
      model: { type: 'WordLevel', vocab: { '<eos>': 0, a: 1, b: 2 }, unk_token: '[UNK]' },
    });
  });

  it.each<[string, () => Tokenizer]>([
    ['the pre-tokenizer n-grams', () => trainWordTokenizer(sentences, { behaviour: 'text-vectorization', nGrams: 2 })],
    [
      'the pre-tokenizer words-and-emoticons',
      () => trainWordTokenizer(sentences, { behaviour: 'torchtext', splitter: 'reviews' }),
    ],
    [
      'a function as pre-tokenizer',
      () => trainWordTokenizer(sentences, { behaviour: 'torchtext', splitter: (it) => it.split('-') }),
    ],
    [
      'a function as normalizer',
      () => trainWordTokenizer(sentences, { behaviour: 'text-vectorization', standardize: (it) => it.trim() }),
    ],
    ['unknown words that are left out', () => trainWordTokenizer(sentences, { behaviour: 'legacy' })],
    [
      'the regular expression /(.)\\1|./u, which holds the escape \\1',
      () => trainBpeTokenizer(text, { vocabularySize: 260, pattern: /(.)\1|./u }),
    ],
  ])('refuses %s', (part, make) => {
    expect(() => toHuggingFace(make())).toThrow(
      `tokenizer must be one that a tokenizer.json of Hugging Face's can say exactly; received one with ${part}. ` +
        'Store it as JSON.stringify(tokenizer), which tokenizerFromJSON reads.',
    );
  });

  it('refuses what is no tokenizer', () => {
    expect(() => toHuggingFace({} as Tokenizer)).toThrow(
      'tokenizer must be a tokenizer of this package; received an object with keys (none).',
    );
  });
});
