import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from '@refrain/core';
import fc from 'fast-check';
import { readMergesFile, readVocabularyFile } from '../byte-pair/read-byte-pair-files.js';
import { referenceBytePair } from '../byte-pair/reference-byte-pair.js';
import type { CheckedEncodeOptions, Codec } from '../codec.js';
import type { TokenizerDescription } from '../description.js';
import { regularExpressions } from '../patterns/regular-expressions.js';
import type { PreTokenizerDescription } from '../pre-tokenizers/description.js';
import { TokenSink } from '../token-sink.js';
import { createVocabulary } from '../vocabulary.js';
import { byteLevelCodec } from './byte-level-codec.js';
import { byteCharacters, bytesOfToken } from './byte-alphabet.js';

interface Golden {
  readonly vocabulary: string;
  readonly merges: string;
  readonly cases: readonly {
    readonly pattern: 'gpt2' | 'cl100k' | 'none';
    readonly addPrefixSpace: boolean;
    readonly encodings: readonly { readonly text: string; readonly ids: string; readonly offsets: string }[];
  }[];
}

const golden = JSON.parse(readFileSync(join(__dirname, 'byte-level-codec.golden.json'), 'utf8')) as Golden;
const tokens = readVocabularyFile(golden.vocabulary);
const merges = readMergesFile(golden.merges, new Map(tokens.map((token, id) => [token, id])));

function codecOf(preTokenizers: readonly PreTokenizerDescription[], changes: Partial<TokenizerDescription> = {}) {
  const description: TokenizerDescription = {
    tokens,
    added: [],
    roles: {},
    normalizers: [],
    preTokenizers,
    model: { type: 'bpe', merges },
    decoders: [{ type: 'byte-level' }],
    ...changes,
  };
  return byteLevelCodec(description, createVocabulary(description));
}

function preTokenizersOf(pattern: 'gpt2' | 'cl100k' | 'none', addPrefixSpace = false): PreTokenizerDescription[] {
  if (pattern !== 'cl100k') return [{ type: 'byte-level', addPrefixSpace, pattern }];
  return [
    { type: 'split', pattern: { name: pattern }, behavior: 'isolated', invert: false },
    { type: 'byte-level', addPrefixSpace, pattern: 'none' },
  ];
}

const plain: CheckedEncodeOptions = {
  special: 'refuse',
  replacement: undefined,
  template: true,
  pair: undefined,
  regularization: undefined,
};
const wholeText = { offset: 0, startsText: true, startsStretch: true, endsStretch: true, options: plain };

function encode(codec: Codec, text: string, place: Partial<typeof wholeText> = {}) {
  const sink = new TokenSink({ capacity: 1, offsets: true });
  codec.encode(text, { ...wholeText, ...place }, sink);
  return {
    ids: [...sink.ids.subarray(0, sink.count)],
    offsets: [...sink.offsets!.subarray(0, 2 * sink.count)],
  };
}

const nasty = 'aZéßſslvedmtR019Ⅷ½𝟘𠀀\u0301\u200d\'" \t\r\n\u0085\u00a0\u3000\ufeff!.,_中か한🙂\0';

const numbers = (spaced: string): number[] => (spaced === '' ? [] : spaced.split(' ').map(Number));

describe('the byte-level codec', () => {
  it.each(golden.cases)(
    'gives the ids and offsets of Hugging Face and tiktoken for $pattern, prefix $addPrefixSpace',
    ({ pattern, addPrefixSpace, encodings }) => {
      const codec = codecOf(preTokenizersOf(pattern, addPrefixSpace))!;
      expect(encodings.length).toBeGreaterThan(50);
      for (const { text, ids, offsets } of encodings) {
        const expected = { text, ids: numbers(ids), offsets: numbers(offsets) };
        // Twice: the second time pieces are remembered.
        expect({ text, ...encode(codec, text) }).toEqual(expected);
        expect({ text, ...encode(codec, text) }).toEqual(expected);
      }
    },
  );

  const pairs = merges.map(([left, right]) => [tokens[left]!, tokens[right]!] as const);
  const visible = byteCharacters();
  const reference = (text: string, pattern: 'gpt2' | 'cl100k'): number[] =>
    (text.match(new RegExp(regularExpressions[pattern], 'gu')) ?? []).flatMap((piece) =>
      referenceBytePair(
        Array.from(Buffer.from(piece), (byte) => visible[byte]!),
        pairs,
      ).map((token) => tokens.indexOf(token)),
    );
  const anyText = fc
    .array(
      fc.oneof(
        fc.constantFrom(...nasty),
        fc.constantFrom('the ', 'king', "'s", ' the', 'seen', '\n\n', 'aaaa', '明月', 'ción'),
        fc.string({ unit: 'grapheme', maxLength: 6 }),
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join(''));

  it.each(['gpt2', 'cl100k'] as const)('gives the ids of the definition, cut by %s', (pattern) => {
    const codec = codecOf(preTokenizersOf(pattern))!;
    fc.assert(
      fc.property(anyText, (text) => {
        expect(encode(codec, text).ids).toEqual(reference(text, pattern));
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it.each(['gpt2', 'cl100k'] as const)('cuts by the regular expression of %s as by the scanner', (pattern) => {
    const byScanner = codecOf(preTokenizersOf(pattern))!;
    const regularExpression = { regularExpression: regularExpressions[pattern], flags: 'u' };
    const byExpression = codecOf([
      { type: 'split', pattern: regularExpression, behavior: 'isolated', invert: false },
      { type: 'byte-level', addPrefixSpace: false, pattern: 'none' },
    ])!;
    fc.assert(
      fc.property(anyText, (text) => {
        expect(encode(byExpression, text)).toEqual(encode(byScanner, text));
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('takes what stands between the matches of a regular expression as pieces', () => {
    const codec = codecOf([
      { type: 'split', pattern: { text: 'the' }, behavior: 'isolated', invert: false },
      { type: 'byte-level', addPrefixSpace: false, pattern: 'none' },
    ])!;
    const cut = encode(codec, 'in the end').offsets;
    expect(cut).toEqual(expect.arrayContaining([3, 6]));
    expect(encode(codec, 'in the end').ids).toEqual(
      ['in ', 'the', ' end'].flatMap((piece) => encode(codec, piece).ids),
    );
  });

  it('gives each token the place of the characters that its bytes are of', () => {
    const codec = codecOf(preTokenizersOf('gpt2'))!;
    fc.assert(
      fc.property(anyText, fc.nat(1000), (text, offset) => {
        const { ids, offsets } = encode(codec, text, { offset });
        // For each byte of the text the place of its character.
        const places = Array.from(text).flatMap((character, position, all) => {
          const start = offset + all.slice(0, position).join('').length;
          return Array.from(Buffer.from(character), () => [start, start + character.length]);
        });
        let byte = 0;
        const expected = ids.flatMap((id) => {
          const first = byte;
          byte += bytesOfToken(tokens[id]!)!.length;
          return [places[first]![0], places[byte - 1]![1]];
        });
        expect(offsets).toEqual(expected);
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it('takes long texts part by part without a seam', () => {
    const random = new Random(5);
    const mixed = (): string =>
      Array.from(
        { length: 2000 },
        () => ['the', ' king', "'s", '!', '\r\n', '  ', '明', '🙂', '1', ' '][random.integer(10)],
      ).join('');
    // Stretches of one word alone are longer than a part.
    const text = ['!!!', '   ', '明月', '🙂a '].map((word) => mixed() + word.repeat(6000)).join('') + mixed();
    for (const pattern of ['gpt2', 'cl100k'] as const) {
      const whole = encode(codecOf(preTokenizersOf(pattern))!, text);
      const codec = codecOf(preTokenizersOf(pattern))!;
      let position = 0;
      const pieces: number[] = [];
      for (const piece of text.match(new RegExp(regularExpressions[pattern], 'gu'))!) {
        const { ids } = encode(codec, piece, { offset: position });
        for (const id of ids) pieces.push(id);
        position += piece.length;
      }
      expect(whole.ids.length).toBe(pieces.length);
      expect(whole.ids.every((id, place) => id === pieces[place])).toBe(true);
      expect(whole.offsets.at(-1)).toBe(text.length);
    }
  });

  it('is right after more pieces than it remembers', () => {
    const codec = codecOf(preTokenizersOf('gpt2'))!;
    const some = "the king's longer pieces: 明月明月明月 niñosniños";
    const expected = encode(codec, some).ids;
    for (let round = 0; round < 2; round++) {
      const words = Array.from({ length: 36_000 }, (_, number) =>
        String.fromCodePoint(0x4e00 + (number >> 8), 0x4e00 + (number & 255), 0x61 + round),
      );
      encode(codec, words.join(' '));
      expect(encode(codec, some).ids).toEqual(expected);
    }
    expect(encode(codec, some).ids).toEqual(reference(some, 'gpt2'));
  });

  it.each(['gpt2', 'cl100k'] as const)('knows what is certain whatever follows, cut by %s', (pattern) => {
    const codec = codecOf(preTokenizersOf(pattern, pattern === 'gpt2'))!;
    fc.assert(
      fc.property(anyText, anyText, fc.nat(30), (before, behind, from) => {
        const open = codec.certain!(before.slice(0, from), 0) === 0 ? Math.min(from, before.length) : 0;
        const certain = codec.certain!(before, open);
        expect(certain).toBe(codec.certain!(before, 0));
        const first = encode(codec, before.slice(0, certain), { endsStretch: false }).ids;
        const rest = encode(codec, before.slice(certain) + behind, { startsStretch: certain === 0 }).ids;
        expect([...first, ...rest]).toEqual(encode(codec, before + behind).ids);
      }),
      { seed: 6, numRuns: 500 },
    );
    expect(codec.certain!("The king's men, 明月", 0)).toBe(15);
    expect(codecOf(preTokenizersOf('none'))!.certain).toBeUndefined();
  });

  describe('with dropout', () => {
    const codec = codecOf(preTokenizersOf('gpt2'))!;
    const drop = (text: string, dropout: number, random = new Random(8)) =>
      encode(codec, text, { options: { ...plain, regularization: { dropout, random } } });

    it('is plain at 0 and gives bytes at 1', () => {
      fc.assert(
        fc.property(anyText, (text) => {
          expect(drop(text, 0)).toEqual(encode(codec, text));
          expect(drop(text, 1).ids).toEqual(Array.from(Buffer.from(text), (byte) => tokens.indexOf(visible[byte]!)));
        }),
        { seed: 9, numRuns: 100 },
      );
    });

    it('keeps the bytes of the text, and is the same for the same seed', () => {
      const text = "the king's men and the queen's men: 明月明月";
      const seen = new Set<string>();
      for (let seed = 0; seed < 50; seed++) {
        const { ids } = drop(text, 0.3, new Random(seed));
        expect(drop(text, 0.3, new Random(seed)).ids).toEqual(ids);
        expect(Buffer.concat(ids.map((id) => bytesOfToken(tokens[id]!)!)).toString()).toBe(text);
        seen.add(ids.join());
      }
      expect(seen.size).toBeGreaterThan(45);
    });
  });

  it('takes a piece that is a token for that token if merges are to be ignored', () => {
    const changes = { tokens: [...tokens, 'kseen'], model: { type: 'bpe', merges, ignoreMerges: true } } as const;
    const codec = codecOf(preTokenizersOf('gpt2'), changes)!;
    expect(encode(codec, 'kseen').ids).toEqual([tokens.length]);
    expect(encode(codec, 'kseens').ids).toEqual(reference('kseens', 'gpt2'));
  });

  it('takes a piece of a hundred thousand characters', () => {
    const codec = codecOf(preTokenizersOf('gpt2'))!;
    const { ids } = encode(codec, 'a'.repeat(100_000));
    const longest = tokens.findLastIndex((token) => /^a+$/.test(token));
    expect(ids.length).toBe(Math.ceil(100_000 / tokens[longest]!.length));
    expect(ids.every((id) => id === longest)).toBe(true);
  });

  it('leaves to others what it has no fast way for', () => {
    const [byteLevel] = preTokenizersOf('gpt2');
    expect(codecOf([])).toBeUndefined();
    expect(codecOf([{ type: 'whitespace' }, byteLevel!])).toBeUndefined();
    expect(codecOf([{ type: 'digits', individual: true }, byteLevel!, byteLevel!])).toBeUndefined();
    expect(codecOf([byteLevel!], { normalizers: [{ type: 'nfc' }] })).toBeUndefined();
    expect(codecOf([byteLevel!], { tokens: tokens.map((token) => (token === 'Ā' ? '<x>' : token)) })).toBeUndefined();
    expect(codecOf([byteLevel!], { model: { type: 'bpe', merges, endOfWordSuffix: '</w>' } })).toBeUndefined();
    const [sought, first] = [
      { id: 0, special: false, normalized: true },
      { id: 1, special: false },
    ];
    expect(codecOf([byteLevel!], { added: [sought, first] })).toBeUndefined();
  });
});
