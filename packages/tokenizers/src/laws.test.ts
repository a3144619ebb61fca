import { Random } from '@refrain/core';
import fc from 'fast-check';
import { bpeTokenizerFromFiles } from './byte-pair/bpe-tokenizer-from-files.js';
import { trainBpeTokenizer } from './byte-pair/train-bpe-tokenizer.js';
import { trainCharTokenizer } from './character/train-char-tokenizer.js';
import { createTokenizer } from './create-tokenizer.js';
import { decodeStream, encodeStream } from './frame/streams.js';
import { withFrame } from './frame/with-frame.js';
import { internals } from './tokenizer.js';
import type { EncodeOptions, Tokenizer } from './tokenizer.js';
import { tokenizerFromJSON } from './tokenizer-from-json.js';
import { trainUnigramTokenizer } from './unigram/train-unigram-tokenizer.js';
import { trainWordPieceTokenizer } from './word-piece/train-word-piece-tokenizer.js';
import { trainWordTokenizer } from './words/train-word-tokenizer.js';

const corpus = [
  'To be, or not to be: that is the question. Whether tis nobler in the mind to suffer the slings and arrows',
  'of outrageous fortune, or to take arms against a sea of troubles, and by opposing end them? To die: to sleep;',
  "No more; and by a sleep to say we end the heart-ache, it's 1,234 thousand natural shocks that flesh is heir to.",
  'Él niño come; ¿qué? ΟΔΥΣΣΕΥΣ  ἐστί.\n\n\tこれはテスト。漢字かな交じり文 🙂🙃 <b>bold</b> :-)',
];
const special = { padding: '<pad>', start: '<s>', end: '</s>' };
const template = ['start', 'text', 'end'] as const;
const bytes = trainBpeTokenizer(corpus, { vocabularySize: 320, special, extraSpecial: ['<s><s>', 'é|'] });

/** Every way to make a tokenizer. */
const tokenizers: [string, Tokenizer][] = [
  ['characters', trainCharTokenizer(corpus, { special })],
  ['characters, lower-cased in context', trainCharTokenizer(corpus, { lowercase: 'in-context', special })],
  [
    'characters, unknown',
    trainCharTokenizer(corpus, { lowercase: true, special: { unknown: '?!' }, specialPosition: 'last' }),
  ],
  ['words of TextVectorization', trainWordTokenizer(corpus, { behaviour: 'text-vectorization' })],
  ['words of the older Tokenizer', trainWordTokenizer(corpus, { behaviour: 'legacy' })],
  ['words of torchtext', trainWordTokenizer(corpus, { behaviour: 'torchtext', special: { unknown: '<unk>' } })],
  ['byte pairs', bytes],
  ['byte pairs, framed', withFrame(bytes, { template, pairTemplate: ['text', 'end', 'pair'] })],
  ['byte pairs, cut', withFrame(bytes, { template, truncation: { maximumLength: 7, side: 'left' } })],
  ["byte pairs, GPT-4's pattern", trainBpeTokenizer(corpus, { vocabularySize: 300, pattern: 'cl100k' })],
  ['byte pairs, own pattern', trainBpeTokenizer(corpus, { vocabularySize: 300, pattern: /\p{L}+|[^\p{L}]/u })],
  [
    'byte pairs, normalized',
    trainBpeTokenizer(corpus, { vocabularySize: 300, normalization: 'nfkc', lowercase: true }),
  ],
  ['byte pairs, added tokens', withAddedTokens(bytes)],
  [
    'byte pairs of characters',
    trainBpeTokenizer(corpus, { vocabularySize: 150, unit: 'character', special: { unknown: '<u>' } }),
  ],
  ['word pieces', trainWordPieceTokenizer(corpus, { vocabularySize: 150, template })],
  ['unigrams', trainUnigramTokenizer(corpus, { vocabularySize: 100 })],
  ['unigrams and bytes', trainUnigramTokenizer(corpus, { vocabularySize: 350, byteFallback: true })],
];

/** Tokens that take in white space, stand alone, or are looked for in normalized text. */
function withAddedTokens(tokenizer: Tokenizer): Tokenizer {
  const { description } = tokenizer[internals];
  const size = description.tokens.length;
  return createTokenizer({
    ...description,
    tokens: [...description.tokens, '<l>', '<r>', '<w>', 'qué', '<l><'],
    added: [
      ...description.added,
      { id: size, special: false, stripLeft: true },
      { id: size + 1, special: false, stripRight: true },
      { id: size + 2, special: false, singleWord: true },
      { id: size + 3, special: false, normalized: true },
      { id: size + 4, special: true },
    ],
  });
}

/** Texts of any code points, of the words that were trained on, of forms of special tokens and white space. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...corpus.join(' ').split(/(?<=\s)/u)),
        fc.constantFrom('<s>', '<s', '</s>', '<pad>', '<l>', '<r>', '<w>', '<l><', 'qué', 'é|', '<u>', '[UNK]'),
        fc.constantFrom(' ', '  ', '\n', '\t', '\u00a0', "'s", 'Σ', 'İ', '\u0301', '\u200d', '\0', '12', '__proto__'),
        fc.string({ unit: 'grapheme', maxLength: 4 }),
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join('')),
);
const lenient = { special: 'encode', replaceUnknown: '' } as const;
const asText = { special: 'as-text', replaceUnknown: '' } as const;
const run = { seed: 3, numRuns: 150 };

describe.each(tokenizers)('%s', (_, tokenizer) => {
  const { size } = tokenizer.vocabulary;
  const { kind } = tokenizer.toJSON();
  // Characters that are left out have no place.
  const coversText = tokenizer.lossless && kind === 'bpe';

  it('gives ids of its vocabulary, with their places', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom<EncodeOptions>(lenient, asText), (text, options) => {
        const ids = tokenizer.encode(text, options);
        expect(ids.every((id) => id >= 0 && id < size)).toBe(true);
        const encoding = tokenizer.encodeWithOffsets(text, { ...options, template: false });
        if (tokenizer[internals].description.truncation === undefined) {
          expect(encoding.ids).toEqual(tokenizer.encode(text, { ...options, template: false }));
        }
        let [start, end, isOrdered, leavesNothing] = [0, 0, true, true];
        for (let position = 0; position < encoding.ids.length; position++) {
          const [from, to] = encoding.offsets.subarray(2 * position, 2 * position + 2) as unknown as [number, number];
          isOrdered &&= from >= start && to >= end && from <= to && to <= text.length;
          leavesNothing &&= from <= end;
          [start, end] = [from, to];
        }
        expect(isOrdered).toBe(true);
        if (coversText) expect(leavesNothing && end === text.length).toBe(true);
      }),
      run,
    );
  });

  it('gives back what it can', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        if (!tokenizer.lossless) return;
        const known = tokenizer.decode(tokenizer.encode(text, asText), { special: 'skip' });
        if (kind === 'bpe') expect(known).toBe(text);
        expect(tokenizer.decode(tokenizer.encode(known, asText), { special: 'skip' })).toBe(known);
      }),
      run,
    );
  });

  it('encodes a text in pieces as the whole', () => {
    const options = fc.constantFrom<Omit<EncodeOptions, 'pair'>>(lenient, asText, { ...lenient, template: false });
    fc.assert(
      fc.property(anyText, fc.array(fc.nat(40), { maxLength: 12 }), options, (text, cuts, given) => {
        const places = [0, ...cuts.filter((cut) => cut < text.length).sort((left, right) => left - right), text.length];
        const stream = encodeStream(tokenizer, given);
        for (let turn = 0; turn < 2; turn++) {
          const ids = places.slice(1).flatMap((place, index) => [...stream.push(text.slice(places[index], place))]);
          expect([...ids, ...stream.flush()]).toEqual([...tokenizer.encode(text, given)]);
        }
      }),
      run,
    );
  });

  it('decodes id by id as at once', () => {
    const options = fc.constantFrom({}, { special: 'skip' } as const);
    const ids = fc.oneof(
      fc.array(fc.nat(size - 1), { maxLength: 12 }),
      anyText.map((text) => [...tokenizer.encode(text, lenient)]),
    );
    fc.assert(
      fc.property(ids, options, (given, how) => {
        const stream = decodeStream(tokenizer, how);
        for (let turn = 0; turn < 2; turn++) {
          const pieces = [...given.map((id) => stream.push(id)), stream.flush()];
          expect(pieces.join('')).toBe(tokenizer.decode(given, how));
          expect(pieces.every((piece) => !/\p{Surrogate}/u.test(piece))).toBe(true);
        }
      }),
      run,
    );
  });

  it('encodes the rows of a batch as texts', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 4 }), (texts) => {
        const { ids, mask, shape } = tokenizer.encodeBatch(texts, lenient);
        expect(shape[0]).toBe(texts.length);
        for (const [row, text] of texts.entries()) {
          const [start, end] = [row * shape[1], (row + 1) * shape[1]];
          const kept = ids.subarray(start, end).filter((_id, time) => mask[start + time] === 1);
          expect(kept).toEqual(tokenizer.encode(text, lenient));
        }
      }),
      run,
    );
  });

  it('is the same after it was stored', () => {
    const json = JSON.stringify(tokenizer);
    const again = tokenizerFromJSON(json);
    expect(JSON.stringify(again)).toBe(json);
    expect(again.lossless).toBe(tokenizer.lossless);
    expect(again.vocabulary.special).toEqual(tokenizer.vocabulary.special);
    fc.assert(
      fc.property(anyText, (text) => {
        const ids = tokenizer.encode(text, lenient);
        expect(again.encode(text, lenient)).toEqual(ids);
        expect(again.decode(ids)).toBe(tokenizer.decode(ids));
      }),
      run,
    );
  });

  it('takes nothing for nothing', () => {
    expect(tokenizer.encode('', { template: false })).toEqual(new Int32Array(0));
    expect(tokenizer.decode([])).toBe('');
  });

  it.each([-1, size, 0.5, Number.NaN, '0', undefined])('refuses the id %p, and says where it is', (id) => {
    const message = `ids must hold integers from 0 to ${size - 1}; received ${id} at position 1.`;
    expect(() => tokenizer.decode([0, id as number])).toThrow(new Error(message));
    const stream = decodeStream(tokenizer);
    stream.push(0);
    expect(() => stream.push(id as number)).toThrow(new Error(message));
  });

  it.each([3, null, undefined, ['a'], new String('a')])('refuses %p as a text', (text) => {
    for (const take of [tokenizer.encode, tokenizer.encodeWithOffsets, encodeStream(tokenizer).push]) {
      expect(() => take(text as string)).toThrow(/^text must be a string; received /);
    }
  });

  it('refuses half a character, and says where it is', () => {
    if (tokenizer.vocabulary.special.unknown !== undefined && kind === 'character') return;
    const message = /received "\\ud83d" \(U\+D83D, half of a surrogate pair\) at position 3/;
    expect(() => tokenizer.encode('to \ud83d!')).toThrow(message);
    expect(() => {
      const stream = encodeStream(tokenizer);
      for (const piece of ['t', 'o ', '\ud83d', '!']) stream.push(piece);
      stream.flush();
    }).toThrow(message);
  });

  it.each([{ specail: 'encode' }, { special: 'yes' }, { template: 1 }, { pair: 2 }, { replaceUnknown: '<no>' }])(
    'refuses the options %j',
    (options) => {
      expect(() => tokenizer.encode('to be', options as never)).toThrow(/must be|does not know/);
    },
  );
});

describe('a lossless tokenizer', () => {
  const everyCharacter = Array.from({ length: 0x110000 }, (_, codePoint) => String.fromCodePoint(codePoint));
  everyCharacter.splice(0xd800, 0x800);

  it.each([
    ['characters', trainCharTokenizer(everyCharacter)],
    ['bytes', bytes],
  ])('of %s gives back 50,000 strings of any code points', (_, tokenizer) => {
    expect(tokenizer.lossless).toBe(true);
    const comesBack = fc.property(fc.string({ unit: 'binary', maxLength: 16 }), (text) => {
      return tokenizer.decode(tokenizer.encode(text)) === text;
    });
    fc.assert(comesBack, { seed: 4, numRuns: 50_000 });
  });

  it('gives back a long text of one letter, in pieces too', () => {
    const letters = 'a'.repeat(1_000_000);
    const ids = bytes.encode(letters);
    expect(bytes.decode(ids) === letters).toBe(true);
    const stream = encodeStream(bytes);
    const count = [letters.slice(0, 999), letters.slice(999, 400_000), letters.slice(400_000)]
      .map((piece) => stream.push(piece).length)
      .reduce((sum, length) => sum + length, 0);
    expect(count + stream.flush().length).toBe(ids.length);
  });
});

describe('tokens with the names of object properties', () => {
  const names = ['__proto__', 'constructor', 'toString'];

  it('are special tokens, words and pieces like any others', () => {
    const text = names.join(' ');
    const made = [
      trainCharTokenizer('ab', { extraSpecial: names }),
      trainWordTokenizer([text], { behaviour: 'torchtext', splitter: 'whitespace' }),
      bpeTokenizerFromFiles({
        vocabulary: '{"__proto__":0,"constructor":1,"a":2,"b":3,"ab":4}',
        merges: 'a b',
      } as never),
    ];
    for (const tokenizer of made) {
      for (const name of names) {
        const id = tokenizer.vocabulary.idOf(name);
        if (id !== undefined) expect(tokenizerFromJSON(JSON.stringify(tokenizer)).decode([id])).toContain(name);
      }
      expect(({} as Record<string, unknown>)[0]).toBeUndefined();
    }
  });
});

describe('sampled encodings', () => {
  it('give the same ids for the same random state, and the text', () => {
    for (const seed of [1, 2]) {
      const options = () => ({ regularization: { dropout: 0.5, random: new Random(seed) } });
      const ids = bytes.encode(corpus[0]!, options());
      expect(bytes.encode(corpus[0]!, options())).toEqual(ids);
      expect(bytes.decode(ids)).toBe(corpus[0]);
    }
  });
});
