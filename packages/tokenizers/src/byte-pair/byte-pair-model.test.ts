import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from '@refrain/core';
import fc from 'fast-check';
import { unknownText } from '../codec.js';
import type { BytePairModelDescription, TokenizerDescription } from '../description.js';
import { TokenSink } from '../token-sink.js';
import type { BytePairDropout } from '../tokenizer.js';
import { createVocabulary } from '../vocabulary.js';
import { bytePairModel } from './byte-pair-model.js';
import { referenceBytePair } from './reference-byte-pair.js';

interface Golden {
  readonly options: Readonly<Record<string, string | boolean>>;
  readonly tokens: string;
  readonly hasBytes: boolean;
  readonly merges: string;
  readonly cases: readonly { readonly piece: string; readonly ids: string; readonly offsets: string }[];
}

const golden = JSON.parse(readFileSync(join(__dirname, 'byte-pair-model.golden.json'), 'utf8')) as Golden[];

function modelOf({ options, merges, ...rest }: Golden) {
  const tokens = tokensOf(rest);
  const model: BytePairModelDescription = {
    type: 'bpe',
    merges: merges.split('\n').map((line) => {
      const [left, right] = line.split(' ').map((token) => tokens.indexOf(token));
      return [left!, right!];
    }),
    continuingPrefix: options.continuing_subword_prefix as string | undefined,
    endOfWordSuffix: options.end_of_word_suffix as string | undefined,
    fuseUnknown: options.fuse_unk as boolean | undefined,
    byteFallback: options.byte_fallback as boolean | undefined,
    ignoreMerges: options.ignore_merges as boolean | undefined,
  };
  const description: TokenizerDescription = {
    tokens,
    added: [],
    roles: {},
    normalizers: [],
    preTokenizers: [],
    model,
    decoders: [],
  };
  return bytePairModel(description, createVocabulary(description));
}

function tokensOf({ tokens, hasBytes }: Pick<Golden, 'tokens' | 'hasBytes'>): string[] {
  const [unknown, ...others] = tokens.split(' ');
  const bytes = Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`);
  return [unknown!, ...(hasBytes ? bytes : []), ...others];
}

function encode(model: ReturnType<typeof modelOf>, piece: string, dropout?: BytePairDropout) {
  const sink = new TokenSink({ capacity: 1, offsets: true });
  model.encode(piece, sink, dropout);
  return {
    ids: [...sink.ids.subarray(0, sink.count)],
    offsets: [...sink.offsets!.subarray(0, 2 * sink.count)],
  };
}

const numbers = (spaced: string): number[] => spaced.split(' ').map(Number);
const [plain, marked] = golden as [Golden, Golden];

describe('the byte-pair model', () => {
  it.each(golden)('gives the tokens and offsets of Hugging Face with $options', (variant) => {
    const model = modelOf(variant);
    for (const { piece, ids, offsets } of variant.cases) {
      // The unknown token is the first one there; here what stands in for unknown text is not the model's to say.
      const known = numbers(ids).map((id) => (id === 0 ? unknownText : id));
      // The second time it remembers.
      for (let time = 0; time < 2; time++) {
        const encoding = encode(model, piece);
        expect({ piece, ids: encoding.ids }).toEqual({ piece, ids: known });
        // The library counts the bytes of the suffix as bytes of the text.
        const countsSuffix = 'byte_fallback' in variant.options && 'end_of_word_suffix' in variant.options;
        if (!countsSuffix) expect({ piece, offsets: encoding.offsets }).toEqual({ piece, offsets: numbers(offsets) });
      }
    }
  });

  it('merges as the definition says, pieces of any length', () => {
    const model = modelOf(plain);
    const tokens = tokensOf(plain);
    const pairs = plain.merges.split('\n').map((line) => line.split(' ') as [string, string]);
    const piece = (maximum: number) =>
      fc.array(fc.constantFrom('lo', 'w', 'e', 'st', 'an', 'ab', 'n', 'a', '明', '月'), { maxLength: maximum });
    const agree = (parts: string[]): void => {
      const expected = referenceBytePair(Array.from(parts.join('')), pairs).map((token) => tokens.indexOf(token));
      expect(encode(model, parts.join('')).ids).toEqual(expected);
    };
    fc.assert(fc.property(piece(12), agree), { seed: 1, numRuns: 200 });
    fc.assert(fc.property(piece(120), agree), { seed: 2, numRuns: 100 });
    agree(Array.from({ length: 3000 }, (_, place) => ['ban', 'an', 'a', 'ab', 'low', 'est'][(place * place) % 6]!));
  });

  it('gives nothing for nothing', () => {
    expect(encode(modelOf(plain), '')).toEqual({ ids: [], offsets: [] });
  });

  describe('with dropout', () => {
    const model = modelOf(marked);
    const tokens = tokensOf(marked);
    const drop = (piece: string, dropout: number, random = new Random(1)) => encode(model, piece, { dropout, random });

    it('is plain at 0, and gives marked characters at 1', () => {
      for (const { piece } of marked.cases) expect(drop(piece, 0)).toEqual(encode(model, piece));
      expect(drop('lowest', 1).ids.map((id) => tokens[id])).toEqual(['l', 'o', 'w', 'e', 's', 't</w>']);
    });

    it('joins the piece again whatever is left out, and is the same for the same seed', () => {
      const seen = new Set<string>();
      for (let seed = 0; seed < 40; seed++) {
        const { ids, offsets } = drop('bananabandana', 0.4, new Random(seed));
        expect(drop('bananabandana', 0.4, new Random(seed)).ids).toEqual(ids);
        expect(ids.map((id) => tokens[id]).join('')).toBe('bananabandana</w>');
        expect(offsets.at(-1)).toBe(13);
        seen.add(ids.join());
      }
      expect(seen.size).toBeGreaterThan(20);
    });

    it('leaves out each merge with the probability asked for', () => {
      const one = modelOf(plain);
      expect(encode(one, 'lo').ids.length).toBe(1);
      const random = new Random(2);
      const rounds = 4000;
      let merged = 0;
      for (let round = 0; round < rounds; round++)
        merged += encode(one, 'lo', { dropout: 0.25, random }).ids.length === 1 ? 1 : 0;
      expect(Math.abs(merged / rounds - 0.75)).toBeLessThan(0.03);
    });
  });
});
