import { Random } from '@refrain/core';
import fc from 'fast-check';
import { PieceCounter } from '../../training/piece-counter.js';
import { doubleArray } from '../double-array.js';
import { coveringCharacters } from './alphabet.js';
import { countSegments } from './count-segments.js';
import { digamma } from './digamma.js';
import { learnPieces } from './learn-pieces.js';
import type { Estimate, LearnedPieces } from './learn-pieces.js';
import { seedPieces } from './seed-pieces.js';
import type { Seeds } from './seed-pieces.js';
import { SegmentGraph } from './segment-graph.js';
import { encodeSegments } from './segments.js';

function counted(words: Readonly<Record<string, number>>): PieceCounter {
  const counter = new PieceCounter();
  for (const [word, count] of Object.entries(words)) {
    counter.times = count;
    counter.add(word, 0, word.length);
  }
  return counter;
}

function textsOf(counter: PieceCounter): Record<string, number> {
  return Object.fromEntries(
    Array.from({ length: counter.size }, (_, piece) => [counter.text(piece), counter.counts[piece]!]),
  );
}

/** Segments of letters that are numbered in the order of the alphabet, without gaps. */
function lettersOf(words: Readonly<Record<string, number>>) {
  const letters = [...new Set(Object.keys(words).join(''))].sort();
  const codes = new Map(letters.map((letter, index) => [letter.codePointAt(0)!, index + 1]));
  return { segments: encodeSegments(counted(words), codes), letters };
}

/** The seeds of words as texts. */
function seedTexts({ codes, starts, weights }: Seeds, letters: readonly string[]): string[] {
  const textOf = (seed: number) =>
    Array.from(codes.subarray(starts[seed], starts[seed + 1]), (code) => letters[code - 1]).join('');
  return Array.from(weights, (_, seed) => textOf(seed));
}

describe('digamma', () => {
  // from scipy.special import digamma; [digamma(x) for x in (.01, .5, 1, 2.5, 10, 1e6)]
  it.each([
    [0.01, -100.56088545786868],
    [0.5, -1.9635100260214235],
    [1, -0.5772156649015329],
    [2.5, 0.7031566406452432],
    [10, 2.251752589066721],
    [1e6, 13.815510057964191],
  ])('of %d is known', (value, expected) => {
    expect(digamma(value)).toBeCloseTo(expected, 8);
  });
});

/** The characters that cover a text, `~` among them if it occurs. */
const covering = (words: PieceCounter, coverage: number) =>
  coveringCharacters(words, { coverage, always: '~'.codePointAt(0)! });

describe('coveringCharacters', () => {
  it('takes the most frequent characters until they cover the text', () => {
    const words = counted({ aab: 10, abc: 2, '𝄞': 1 });
    expect(covering(words, 1)).toEqual(Array.from('abc𝄞', (it) => it.codePointAt(0)));
    expect(covering(words, 0.9)).toEqual([97, 98]);
  });

  it('always takes the character that it is told to', () => {
    expect(covering(counted({ '~a': 1, aaab: 10 }), 0.5)).toEqual([97, 126]);
    expect(covering(counted({ aaab: 10 }), 0.5)).toEqual([97]);
  });

  it('takes the smaller code point of equally frequent ones', () => {
    expect(covering(counted({ ba: 1 }), 0.5)).toEqual([97]);
  });
});

describe('countSegments', () => {
  const segments = (words: Readonly<Record<string, number>>, alphabet?: string) => {
    const counter = counted(words);
    const known = alphabet === undefined ? covering(counter, 1) : Array.from(alphabet, (it) => it.codePointAt(0)!);
    return textsOf(countSegments(counter, known, 0x2581));
  };

  it('cuts where the script changes, save behind the mark of white space', () => {
    expect(segments({ '▁don’t!': 2, '▁(жizn': 1 })).toEqual({ '▁don': 2, '’': 2, t: 2, '!': 2, '▁(': 1, ж: 1, izn: 1 });
  });

  it('leaves marks with their letters, and kana with Chinese characters', () => {
    expect(segments({ 'e\u0301a': 1, 食べるコーヒー: 1 })).toEqual({ 'e\u0301a': 1, 食べるコーヒー: 1 });
  });

  it('leaves out characters that get no token', () => {
    expect(segments({ 'ab𝄞ba': 3 }, 'ab')).toEqual({ ab: 3, ba: 3 });
  });

  it('cuts what is very long, between characters', () => {
    expect(segments({ [`${'a'.repeat(2047)}`]: 1 })).toEqual({ ['a'.repeat(1024)]: 1, ['a'.repeat(1023)]: 1 });
  });
});

describe('seedPieces', () => {
  const seedsOf = (words: Readonly<Record<string, number>>, maximumLength: number): Record<string, number> => {
    const { segments, letters } = lettersOf(words);
    const seeds = seedPieces(segments, { characters: letters.length, maximumLength, excluded: [] });
    return Object.fromEntries(seedTexts(seeds, letters).map((text, seed) => [text, seeds.weights[seed]!]));
  };

  it('are the characters, and substrings that come again and go on in different ways', () => {
    // 'ab' always goes on with 'c'; 'bcb' occurs once.
    expect(seedsOf({ abc: 2, abcb: 1 }, 9)).toEqual({ a: 3, b: 4, c: 3, bc: 6, abc: 9 });
  });

  it('are none of those excluded', () => {
    const { segments, letters } = lettersOf({ abc: 2 });
    const excluded = [[1, 2, 3], [2]];
    const seeds = seedPieces(segments, { characters: 3, maximumLength: 9, excluded });
    expect(seedTexts(seeds, letters)).toEqual(['a', 'b', 'bc', 'c']);
  });

  it('are what trying all substrings finds, those with a common beginning together', () => {
    const word = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 40 }).map((it) => it.join(''));
    const words = fc.dictionary(word, fc.integer({ min: 1, max: 3 }), { minKeys: 1, maxKeys: 12 });
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 6 }), (counts, maximumLength) => {
        const expected = bySearch(counts, maximumLength);
        const found = seedsOf(counts, maximumLength);
        expect(Object.keys(found)).toEqual(Object.keys(expected).sort());
        expect(found).toEqual(expected);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  function bySearch(words: Readonly<Record<string, number>>, maximumLength: number): Record<string, number> {
    const occurrences = new Map<string, { count: number; following: Map<string, number> }>();
    for (const [word, count] of Object.entries(words)) {
      for (let start = 0; start < word.length; start++) {
        for (let end = start + 1; end <= Math.min(word.length, start + maximumLength); end++) {
          const found = occurrences.get(word.slice(start, end)) ?? { count: 0, following: new Map() };
          occurrences.set(word.slice(start, end), found);
          found.count += count;
          found.following.set(word[end] ?? 'end', count);
        }
      }
    }
    const seeds = [...occurrences].filter(([text, { count, following }]) => {
      return text.length === 1 || (count >= 2 && (following.size > 1 || following.has('end')));
    });
    return Object.fromEntries(seeds.map(([text, { count }]) => [text, count * text.length]));
  }
});

describe('SegmentGraph', () => {
  const pieces = ['a', 'ab', 'aba', 'b', 'ba'];
  const scores = Float64Array.of(-1, -1.5, -4, -1.25, -2.5);
  const starts = Int32Array.of(0, 1, 3, 6, 7, 9);
  const trie = doubleArray({ codes: Array.from(pieces.join(''), (letter) => letter.charCodeAt(0) - 96), starts });
  const words = { abab: 3, ba: 2, b: 1 };
  const graph = () =>
    new SegmentGraph(
      lettersOf(words).segments,
      trie,
      Uint16Array.from(pieces, (piece) => piece.length),
    );

  /** Every way to cut a word into known pieces. */
  function cuts(word: string, known = pieces): number[][] {
    if (word === '') return [[]];
    return known.flatMap((piece) =>
      word.startsWith(piece)
        ? cuts(word.slice(piece.length), known).map((rest) => [pieces.indexOf(piece), ...rest])
        : [],
    );
  }
  const scoreOf = (cut: readonly number[]) => cut.reduce((sum, piece) => sum + scores[piece]!, 0);

  it('expects pieces as often as all ways to cut use them', () => {
    const expected = new Float64Array(pieces.length);
    let logLikelihood = 0;
    for (const [word, count] of Object.entries(words)) {
      const ways = cuts(word);
      const total = ways.reduce((sum, cut) => sum + Math.exp(scoreOf(cut)), 0);
      logLikelihood += count * Math.log(total);
      for (const cut of ways) for (const piece of cut) expected[piece]! += (count * Math.exp(scoreOf(cut))) / total;
    }
    const found = graph().expectation(scores);
    expect(found.logLikelihood).toBeCloseTo(logLikelihood, 10);
    for (const [piece, count] of found.expected.entries()) expect(count).toBeCloseTo(expected[piece]!, 10);
  });

  it('counts the pieces of the best cuts', () => {
    expect(Array.from(graph().bestCounts(scores))).toEqual([2, 6, 0, 3, 0]);
  });

  it('does without pieces that are taken out', () => {
    const thinned = graph();
    thinned.keep(Uint8Array.of(1, 0, 1, 1, 1));
    expect(Array.from(thinned.bestCounts(scores))).toEqual([8, 0, 0, 9, 0]);
    const { expected } = thinned.expectation(scores);
    expect(expected[1]).toBe(0);
    // Of the cuts of 'abab': a|b|a|b, a|ba|b, aba|b.
    const weights = [Math.exp(-4.5), Math.exp(-4.75), Math.exp(-5.25)];
    expect(expected[2]).toBeCloseTo((3 * weights[2]!) / (weights[0]! + weights[1]! + weights[2]!), 10);
  });
});

describe('learnPieces', () => {
  const learn = (words: Readonly<Record<string, number>>, count: number, subIterations = 2) => {
    const { segments, letters } = lettersOf(words);
    const seeds = seedPieces(segments, { characters: letters.length, maximumLength: 16, excluded: [] });
    const estimates: Estimate[] = [];
    const learned = learnPieces(segments, seeds, {
      count,
      shrinkingFactor: 0.75,
      subIterations,
      onEstimate: (estimate) => estimates.push(estimate),
    });
    return { learned, texts: seedTexts(seeds, letters), letters: letters.length, estimates };
  };
  const planted = ['bird', 'cat', 'cow', 'dog', 'fish', 'hen', 'horse', 'mouse', 'owl', 'pig', 'rabbit', 'snake'];
  const random = new Random(1);
  /** Five of the planted words at a time, without a mark between them. */
  const stream: Record<string, number> = {};
  for (let line = 0; line < 300; line++) {
    stream[Array.from({ length: 5 }, () => planted[random.integer(planted.length)]).join('')] = 1;
  }

  it('finds the words that a stream is made of', () => {
    const { letters } = learn(stream, 30);
    const { learned, texts } = learn(stream, letters + planted.length);
    const longer = Array.from((learned as LearnedPieces).seeds, (seed) => texts[seed]!).filter((it) => it.length > 1);
    expect(longer.sort()).toEqual(planted);
  });

  it('makes the text more probable with each estimation', () => {
    const { estimates } = learn(stream, 30, 8);
    const first = estimates.slice(1, 8).map(({ logLikelihood }) => logLikelihood);
    for (const [iteration, logLikelihood] of first.slice(1).entries()) {
      expect(logLikelihood).toBeGreaterThanOrEqual(first[iteration]! - 1e-9);
    }
  });

  it('gives scores that are logarithms of probabilities, the most probable piece first', () => {
    const { scores } = learn(stream, 30).learned as LearnedPieces;
    expect(scores).toHaveLength(30);
    expect(scores).toEqual(scores.slice().sort().reverse());
    const total = scores.reduce((sum, score) => sum + Math.exp(score), 0);
    expect(total).toBeGreaterThan(0.5);
    expect(total).toBeLessThanOrEqual(1);
  });

  it('says how many pieces it can reach, and reaches them', () => {
    const { reached } = learn(stream, 10_000).learned as { reached: number };
    expect((learn(stream, reached).learned as LearnedPieces).seeds).toHaveLength(reached);
    expect(learn(stream, reached + 1).learned).toEqual({ reached });
  });

  it('keeps characters and nothing else if there is no room', () => {
    const { learned, texts } = learn({ abab: 5, c: 1 }, 3);
    expect(Array.from((learned as LearnedPieces).seeds, (seed) => texts[seed]!).sort()).toEqual(['a', 'b', 'c']);
  });
});
