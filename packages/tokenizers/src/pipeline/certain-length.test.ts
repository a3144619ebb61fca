import fc from 'fast-check';
import type { CheckedEncodeOptions } from '../codec.js';
import type { TokenizerDescription } from '../description.js';
import type { NormalizerDescription } from '../normalizers/description.js';
import type { PreTokenizerDescription } from '../pre-tokenizers/description.js';
import { TokenSink } from '../token-sink.js';
import { createVocabulary } from '../vocabulary.js';
import { certainLength } from './certain-length.js';
import { pipelineCodec } from './pipeline-codec.js';

const parts = [...'abAΣ1!. \n▁#ßİéﬁ中'].concat(
  '\u0301',
  '\u00a0',
  '\u200b',
  '\u3000',
  'ﾞ',
  'ﱞ',
  '😀',
  '  ',
  ' a',
  'x ',
);

/** Characters as word pieces, so that ids say how text was cut and normalized; what is unknown is one token. */
function describePipeline(
  normalizers: readonly NormalizerDescription[],
  preTokenizers: readonly PreTokenizerDescription[],
): TokenizerDescription {
  const characters = [...new Set([...parts, '▁', 'Ġ', 'σ', 'ς', 'e', 'f', 'i', 's', 'Ã'].join(''))];
  return {
    tokens: ['?', ...characters, ...characters.map((character) => `##${character}`)],
    added: [{ id: 0, special: true }],
    roles: { unknown: 0 },
    normalizers,
    preTokenizers,
    model: { type: 'word-piece', continuingPrefix: '##', maximumCharacters: 100 },
    decoders: [],
  };
}

const options: CheckedEncodeOptions = {
  special: 'refuse',
  replacement: 0,
  template: true,
  pair: undefined,
  regularization: undefined,
};

/** Ids and offsets of a text that is cut where the codec says that it can be, however the text comes. */
function encodeInParts(description: TokenizerDescription, pieces: readonly string[]): number[][] {
  const codec = pipelineCodec(description, createVocabulary(description));
  const sink = new TokenSink({ capacity: 1, offsets: true });
  let [waiting, offset] = ['', 0];
  const release = (length: number, endsStretch: boolean): void => {
    if (length === 0 && !endsStretch) return;
    const place = { offset, startsText: offset === 0, startsStretch: offset === 0, endsStretch, options };
    codec.encode(waiting.slice(0, length), place, sink);
    waiting = waiting.slice(length);
    offset += length;
  };
  for (const piece of pieces) {
    const open = waiting.length;
    waiting += piece;
    release(codec.certain!(waiting, open), false);
  }
  release(waiting.length, true);
  return [Array.from(sink.ids.subarray(0, sink.count)), Array.from(sink.offsets!.subarray(0, 2 * sink.count))];
}

function encodeWhole(description: TokenizerDescription, text: string): number[][] {
  const sink = new TokenSink({ capacity: 1, offsets: true });
  const place = { offset: 0, startsText: true, startsStretch: true, endsStretch: true, options };
  pipelineCodec(description, createVocabulary(description)).encode(text, place, sink);
  return [Array.from(sink.ids.subarray(0, sink.count)), Array.from(sink.offsets!.subarray(0, 2 * sink.count))];
}

const bert: NormalizerDescription = {
  type: 'bert',
  cleanText: true,
  isolateChinese: true,
  stripAccents: true,
  lowercase: true,
};
const metaspace = { type: 'metaspace', replacement: '▁', split: true } as const;

describe('certainLength', () => {
  it('is the last space behind a letter, digit or sign', () => {
    const certain = certainLength(describePipeline([], [{ type: 'bert' }]))!;
    expect(certain('to be', 0)).toBe(2);
    expect(certain('to be or', 0)).toBe(5);
    expect(certain('to be  ', 0)).toBe(5);
    expect(certain('to be', 3)).toBe(0);
    expect(certain('😀 a', 0)).toBe(0);
    expect(certain('𝔞 a', 0)).toBe(2);
    expect(certain('', 0)).toBe(0);
    expect(certain(' ', 0)).toBe(0);
  });

  it.each<[string, Parameters<typeof describePipeline>]>([
    ['nothing cuts at spaces', [[], [{ type: 'punctuation', behavior: 'isolated' }]]],
    ['there is one piece', [[], []]],
    ['a caller changes the text', [[{ type: 'function', apply: (text) => text }], [{ type: 'bert' }]]],
    ['spaces may be replaced', [[{ type: 'replace', pattern: { text: ' ' }, content: '' }], [{ type: 'bert' }]]],
    ['neighbours are joined', [[], [{ type: 'bert' }, { type: 'n-grams', lengths: [2], separator: ' ' }]]],
    [
      'marks are joined with what follows',
      [[], [{ type: 'punctuation', behavior: 'merged-with-next' }, { type: 'bert' }]],
    ],
    ['spaces are kept inside pieces', [[], [{ ...metaspace, prepend: 'always', split: false }]]],
  ])('is not known where %s', (_, components) => {
    expect(certainLength(describePipeline(...components))).toBeUndefined();
  });

  it('is not known where added tokens are looked for in normalized text', () => {
    const description = describePipeline([], [{ type: 'bert' }]);
    const added = [
      { id: 0, special: true, normalized: true },
      { id: 1, special: true },
    ];
    expect(certainLength({ ...description, added })).toBeUndefined();
    expect(certainLength({ ...description, added: added.slice(0, 1) })).toBeDefined();
  });

  it.each<[string, Parameters<typeof describePipeline>]>([
    ['BERT', [[bert], [{ type: 'bert' }]]],
    [
      'words',
      [[{ type: 'lowercase', letters: 'in-context' }], [{ type: 'digits', individual: false }, { type: 'whitespace' }]],
    ],
    ['SentencePiece', [[{ type: 'nfkc' }, { type: 'collapse-spaces' }], [{ ...metaspace, prepend: 'always' }]]],
    [
      'a prefix',
      [
        [
          { type: 'strip', left: true, right: true },
          { type: 'prepend', content: 'a' },
        ],
        [{ ...metaspace, prepend: 'first' }],
      ],
    ],
    [
      'marks',
      [
        [{ type: 'nfkd' }, { type: 'strip-accents' }, { type: 'strip', left: true, right: true }],
        [{ ...metaspace, prepend: 'never' }],
      ],
    ],
    ['bytes', [[{ type: 'nfd' }], [{ type: 'byte-level', addPrefixSpace: true, pattern: 'gpt2' }]]],
    ['a named pattern', [[], [{ type: 'split', pattern: { name: 'cl100k' }, behavior: 'isolated', invert: false }]]],
    [
      'scripts behind words',
      [
        [],
        [{ type: 'punctuation', behavior: 'contiguous' }, { type: 'whitespace-split' }, { type: 'unicode-scripts' }],
      ],
    ],
  ])('leaves the tokens and places of the whole text: %s', (_, components) => {
    const description = describePipeline(...components);
    const piece = fc.array(fc.constantFrom(...parts), { maxLength: 8 }).map((some) => some.join(''));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 5 }), (pieces) => {
        expect(encodeInParts(description, pieces)).toEqual(encodeWhole(description, pieces.join('')));
      }),
      { seed: 13, numRuns: 300 },
    );
  });
});
