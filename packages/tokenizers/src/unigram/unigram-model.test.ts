import { Random } from '@refrain/core';
import fc from 'fast-check';
import { unknownText } from '../codec.js';
import type { PieceModel } from '../codec.js';
import type { TokenizerDescription } from '../description.js';
import { TokenSink } from '../token-sink.js';
import type { UnigramSampling } from '../tokenizer.js';
import { lattice } from './lattice.js';
import { nBestCuts } from './n-best-cuts.js';
import { byteToken, pieceScores } from './piece-scores.js';
import { unigramModel } from './unigram-model.js';

function describeModel(pieces: Readonly<Record<string, number>>, byteFallback = false): TokenizerDescription {
  const bytes = byteFallback ? Array.from({ length: 256 }, (_, byte) => byteToken(byte)) : [];
  const tokens = ['<unk>', ...bytes, ...Object.keys(pieces)];
  return {
    tokens,
    added: [{ id: 0, special: true }],
    roles: { unknown: 0 },
    normalizers: [],
    preTokenizers: [],
    decoders: [],
    model: { type: 'unigram', scores: [0, ...bytes.map(() => 0), ...Object.values(pieces)], byteFallback },
  };
}

/** The tokens of one piece with their places; unknown text is '?'. */
function cut(description: TokenizerDescription, piece: string, regularization?: UnigramSampling) {
  return cutBy(unigramModel(description), description, { piece, regularization });
}

function cutBy(
  model: PieceModel,
  description: TokenizerDescription,
  { piece, regularization }: { piece: string; regularization: UnigramSampling | undefined },
) {
  const sink = new TokenSink({ capacity: 1, offsets: true });
  model.encode(piece, sink, regularization);
  return Array.from({ length: sink.count }, (_, token) => {
    const id = sink.ids[token]!;
    return [
      id === unknownText ? '?' : description.tokens[id]!,
      sink.offsets![2 * token]!,
      sink.offsets![2 * token + 1]!,
    ];
  });
}

const tokensOf = (description: TokenizerDescription, piece: string, regularization?: UnigramSampling) =>
  cut(description, piece, regularization).map(([token]) => token as string);

interface Way {
  readonly tokens: readonly string[];
  readonly score: number;
}

/** Every way to cut `piece`, by trying all of them; best first, of equal ones that with the longest last tokens. */
function allCuts(pieces: Readonly<Record<string, number>>, piece: string): Way[] {
  const unknown = Math.min(...Object.values(pieces)) - 10;
  const cutsOf = (characters: readonly string[]): Way[] => {
    if (characters.length === 0) return [{ tokens: [], score: 0 }];
    return characters.flatMap((_, start) => {
      const token = characters.slice(start).join('');
      const isUnknown = start === characters.length - 1 && !Object.hasOwn(pieces, token);
      if (!isUnknown && !Object.hasOwn(pieces, token)) return [];
      return cutsOf(characters.slice(0, start)).map(({ tokens, score }) => ({
        tokens: [...tokens, isUnknown ? `?${token}` : token],
        score: score + (isUnknown ? unknown : pieces[token]!),
      }));
    });
  };
  return cutsOf([...piece]).sort((left, right) => right.score - left.score);
}

const letter = fc.constantFrom('a', 'b', '𝄞', 'é');
const word = (maxLength: number) => fc.array(letter, { minLength: 1, maxLength }).map((letters) => letters.join(''));
/** Scores in sixteenths have exact sums, so that ties are ties. */
const score = fc.integer({ min: -160, max: -1 }).map((sixteenths) => sixteenths / 16);
const vocabulary = fc.dictionary(word(4), score, { minKeys: 1, maxKeys: 8 });

describe('the best cut', () => {
  // from tokenizers.models import Unigram
  // pieces = [('<unk>', 0), ('a', -1), ('b', -1.5), ('ab', -2), ('abc', -4), ('c', -3), ('bc', -2.5), ('𝄞', -5), ('𝄞a', -4.5)]
  // m = Unigram(pieces, unk_id=0); [(t.value, t.offsets) for t in m.tokenize('abcab')]
  const pieces = { a: -1, b: -1.5, ab: -2, abc: -4, c: -3, bc: -2.5, '𝄞': -5, '𝄞a': -4.5 };

  it('is that of the greatest sum of scores', () => {
    expect(tokensOf(describeModel(pieces), 'abcab')).toEqual(['a', 'bc', 'ab']);
  });

  it('has code units as places', () => {
    expect(cut(describeModel(pieces), '𝄞ab')).toEqual([
      ['𝄞a', 0, 3],
      ['b', 3, 4],
    ]);
  });

  it('has one unknown text for neighbouring unknown characters', () => {
    expect(cut(describeModel(pieces), 'xy𝄢aé')).toEqual([
      ['?', 0, 4],
      ['a', 4, 5],
      ['?', 5, 6],
    ]);
  });

  it('of a text without characters has no token', () => {
    expect(cut(describeModel(pieces), '')).toEqual([]);
  });

  it('is the best of all, by trying them', () => {
    fc.assert(
      fc.property(vocabulary, word(7), (known, piece) => {
        const [best] = allCuts(known, piece);
        const found = cut(describeModel(known), piece);
        const unknown = Math.min(...Object.values(known)) - 10;
        const sum = found.reduce((total, [token, start, end]) => {
          const characters = [...piece.slice(start as number, end as number)].length;
          return total + (token === '?' ? characters * unknown : known[token as string]!);
        }, 0);
        expect(sum).toBe(best!.score);
        expect(found.map(([, start, end]) => piece.slice(start as number, end as number)).join('')).toBe(piece);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('of equal ones is that with the longest last token', () => {
    expect(tokensOf(describeModel({ a: -1, aa: -2, aaa: -3 }), 'aaaaa')).toEqual(['aa', 'aaa']);
  });

  it('never has an added token, whatever its score', () => {
    expect(tokensOf(describeModel({ a: -1 }), '<unk>')).toEqual(['?']);
  });

  it('knows tokens that are names of every object', () => {
    const names = { __proto__: null, constructor: -1, toString: -2 } as never as Record<string, number>;
    expect(tokensOf(describeModel({ ...names, ['__proto__']: -1 }), 'constructortoString__proto__')).toEqual([
      'constructor',
      'toString',
      '__proto__',
    ]);
  });

  it('of a million letters comes in no time that grows faster than they', () => {
    const sink = new TokenSink({ capacity: 8, offsets: false });
    unigramModel(describeModel({ a: -1, aaaaaaaa: -2 })).encode('a'.repeat(1_000_001), sink, undefined);
    expect(sink.count).toBe(125_001);
  });
});

describe('byte fallback', () => {
  const description = describeModel({ a: -1, b: -2 }, true);

  it('gives the bytes of unknown characters, each with the place of its character', () => {
    expect(cut(description, 'aé𝄞b')).toEqual([
      ['a', 0, 1],
      ['<0xC3>', 1, 2],
      ['<0xA9>', 1, 2],
      ['<0xF0>', 2, 4],
      ['<0x9D>', 2, 4],
      ['<0x84>', 2, 4],
      ['<0x9E>', 2, 4],
      ['b', 4, 5],
    ]);
  });

  it('never takes text for a byte', () => {
    expect(tokensOf(description, '<0x41>')).toEqual(
      ['<', '0', 'x', '4', '1', '>'].map((it) => byteToken(it.charCodeAt(0))),
    );
  });

  it('leaves text unknown that has a byte without a token', () => {
    const { tokens, model, ...rest } = description;
    const some = tokens.map((token) => (token === '<0xA9>' ? 'gone' : token));
    expect(tokensOf({ ...rest, model, tokens: some }, 'aéàb')).toEqual(['a', '?', 'b']);
  });
});

describe('the n best cuts', () => {
  const ranked = (pieces: Readonly<Record<string, number>>, piece: string, count: number): Way[] => {
    const description = describeModel(pieces);
    const graph = lattice(pieceScores(description), piece);
    let start = 0;
    return nBestCuts(graph, count).map(({ edges }) => {
      start = 0;
      const tokens = edges.map((edge) => {
        const token = piece.slice(start, (start = graph.ends[edge]!));
        return graph.ids[edge] === unknownText ? `?${token}` : token;
      });
      return { tokens, score: edges.reduce((sum, edge) => sum + graph.scores[edge]!, 0) };
    });
  };

  it('come in order, each once', () => {
    expect(ranked({ a: -1, b: -1, ab: -3, ba: -1.5 }, 'aba', 9)).toEqual([
      { tokens: ['a', 'ba'], score: -2.5 },
      { tokens: ['a', 'b', 'a'], score: -3 },
      { tokens: ['ab', 'a'], score: -4 },
    ]);
  });

  it('are the n best of all, by trying them', () => {
    fc.assert(
      fc.property(vocabulary, word(7), fc.integer({ min: 1, max: 12 }), (known, piece, count) => {
        const all = allCuts(known, piece);
        const found = ranked(known, piece, count);
        expect(found.map((way) => way.score)).toEqual(all.slice(0, count).map((way) => way.score));
        expect(new Set(found.map(({ tokens }) => tokens.join('|'))).size).toBe(found.length);
        for (const way of found) expect(all).toContainEqual(way);
        const best = tokensOf(describeModel(known), piece).filter((token) => token !== '?');
        expect(found[0]!.tokens.filter((token) => !token.startsWith('?'))).toEqual(best);
      }),
      { seed: 2, numRuns: 300 },
    );
  });
});

describe('a drawn cut', () => {
  const pieces = { a: -1, b: -1.2, ab: -1.5, ba: -2.5, aba: -4 };
  const draws = 20_000;

  /** Pearson's statistic of drawn cuts of 'abab' against their exact probabilities. */
  function chiSquare(
    ways: readonly Way[],
    temperature: number,
    sampling: Omit<UnigramSampling, 'temperature'>,
  ): number {
    const weights = ways.map((way) => Math.exp(way.score / temperature));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const description = describeModel(pieces);
    const model = unigramModel(description);
    const regularization = { temperature, ...sampling };
    const counts = new Map<string, number>();
    for (let draw = 0; draw < draws; draw++) {
      const tokens = cutBy(model, description, { piece: 'abab', regularization });
      const drawn = tokens.map(([token]) => token).join('|');
      counts.set(drawn, (counts.get(drawn) ?? 0) + 1);
    }
    expect([...counts.keys()].every((drawn) => ways.some(({ tokens }) => tokens.join('|') === drawn))).toBe(true);
    return ways.reduce((sum, { tokens }, index) => {
      const expected = (draws * weights[index]!) / total;
      return sum + ((counts.get(tokens.join('|')) ?? 0) - expected) ** 2 / expected;
    }, 0);
  }

  it.each([0.5, 1, 3])('has its probability, raised to 1 / %d', (temperature) => {
    const ways = allCuts(pieces, 'abab');
    expect(ways).toHaveLength(6);
    // 5 degrees of freedom: above 20.5 comes once in a thousand seeds.
    expect(chiSquare(ways, temperature, { random: new Random(3) })).toBeLessThan(20.5);
  });

  it('is one of the n best if asked for', () => {
    const ways = allCuts(pieces, 'abab').slice(0, 3);
    // 2 degrees of freedom: above 13.8 comes once in a thousand seeds.
    expect(chiSquare(ways, 1, { nBest: 3, random: new Random(3) })).toBeLessThan(13.8);
  });

  it('is the best one where it is very cold', () => {
    const drawn = tokensOf(describeModel(pieces), 'ababab', { temperature: 1e-3, random: new Random(1) });
    expect(drawn).toEqual(['ab', 'ab', 'ab']);
  });

  it('has unknown text and whole characters', () => {
    const sampling = { temperature: 1, random: new Random(1) };
    expect(cut(describeModel({ '𝄞': -1, '𝄞𝄞': -1 }), '𝄢𝄞x', sampling)).toEqual([
      ['?', 0, 2],
      ['𝄞', 2, 4],
      ['?', 4, 5],
    ]);
  });
});
