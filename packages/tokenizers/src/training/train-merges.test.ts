import fc from 'fast-check';
import { PieceCounter } from './piece-counter.js';
import { layOutCharacters } from './piece-symbols.js';
import { trainMerges } from './train-merges.js';
import golden from './train-merges.golden.json';
import type { MergeOptions } from './train-merges.js';

const defaults: MergeOptions = { vocabularySize: 30_000, minimumFrequency: 0, special: [], initialAlphabet: [] };

/** Tokens and merges, these as text, that the words of `text` give. */
function train(text: string, options: Partial<MergeOptions> = {}) {
  const counter = new PieceCounter();
  for (const word of text.split(/\s+/u)) counter.add(word, 0, word.length);
  const { tokens, merges } = trainMerges(layOutCharacters(counter), { ...defaults, ...options });
  return { tokens, merges: merges.map(([left, right]) => `${tokens[left]} ${tokens[right]}`) };
}

describe('trainMerges', () => {
  it('merges the most frequent pair, again and again', () => {
    const text = 'roses are red voilets are blue BERT is big and so is GPT-2';
    const { tokens, merges } = train(text, { minimumFrequency: 2 });
    expect(tokens.slice(0, -3).join('')).toBe('-2BEGPRTabdegilnorstuv');
    expect(tokens.slice(-3)).toEqual(['re', 'are', 'is']);
    expect(merges).toEqual([
      'r e', // are, are, red
      'a re', // are, are
      'i s', // is, is
    ]);
  });

  it('takes of pairs that are equally frequent the one of smaller ids', () => {
    expect(train('dc ba ab cd').merges).toEqual(['a b', 'b a', 'c d', 'd c']);
  });

  it('merges from left to right where occurrences overlap', () => {
    expect(train('aaaaa').merges).toEqual(['a a', 'aa a', 'aa aaa']);
  });

  it('gives a second pair that spells a token the same id', () => {
    const { tokens, merges } = train('ab xab', { special: ['ab'], vocabularySize: 5 });
    expect(tokens).toEqual(['ab', 'a', 'b', 'x', 'xab']);
    expect(merges).toEqual(['a b', 'x ab']);
  });

  it('tells how many tokens there are', () => {
    const seen: number[] = [];
    train('abab', { onToken: (tokens) => seen.push(tokens) });
    expect(seen).toEqual([3, 4]);
  });

  it('keeps of two equally frequent characters the one with the smaller code point', () => {
    expect(train('dcba', { limitAlphabet: 2 }).tokens).toEqual(['a', 'b', 'ba']);
  });

  it('takes pairs across characters that are not in the alphabet', () => {
    expect(train('axb ayb', { limitAlphabet: 2 }).merges).toEqual(['a b']);
  });

  it('puts characters with prefix or suffix in the order of the characters', () => {
    expect(train('cba abc', { continuingPrefix: '##', vocabularySize: 6 }).tokens).toEqual([
      'a',
      'b',
      'c',
      '##a',
      '##b',
      '##c',
    ]);
    expect(train('a b', { endOfWordSuffix: '</w>' }).tokens).toEqual(['a', 'b', 'a</w>', 'b</w>']);
  });

  it.each(golden.map((one) => [one.name, one] as const))("learns as Hugging Face's trainer: %s", (_, one) => {
    expect(train(one.text, one.options)).toEqual({ tokens: one.tokens, merges: one.merges });
  });

  it('learns as a slow trainer that follows the definition', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '🙂'), minLength: 1, maxLength: 20 });
    const words = fc.array(word, { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(
        words,
        fc.constantFrom(0, 2),
        fc.constantFrom(6, 20, 60),
        (list, minimumFrequency, vocabularySize) => {
          const options = { minimumFrequency, vocabularySize };
          expect(train(list.join(' '), options)).toEqual(trainSlowly(list, options));
        },
      ),
      { seed: 4, numRuns: 200 },
    );
  });
});

/** Counts all pairs anew before each merge. */
function trainSlowly(words: readonly string[], options: Pick<MergeOptions, 'minimumFrequency' | 'vocabularySize'>) {
  let pieces = words.map((word) => Array.from(word));
  const byCodePoint = (left: string, right: string) => left.codePointAt(0)! - right.codePointAt(0)!;
  const tokens = [...new Set(pieces.flat())].sort(byCodePoint);
  const merges: string[] = [];
  while (tokens.length < options.vocabularySize) {
    const counts = new Map<string, number>();
    for (const piece of pieces) {
      for (let place = 1; place < piece.length; place++) {
        const pair = `${piece[place - 1]} ${piece[place]}`;
        counts.set(pair, (counts.get(pair) ?? 0) + 1);
      }
    }
    const rank = (pair: string) => pair.split(' ').map((token) => tokens.indexOf(token)) as [number, number];
    const [best] = [...counts].sort(([left, leftCount], [right, rightCount]) => {
      const [a, b] = [rank(left), rank(right)];
      return rightCount - leftCount || a[0] - b[0] || a[1] - b[1];
    });
    if (best === undefined || best[1] < options.minimumFrequency) break;
    merges.push(best[0]);
    const token = best[0].replace(' ', '');
    if (!tokens.includes(token)) tokens.push(token);
    pieces = pieces.map((piece) => merged(piece, best[0], token));
  }
  return { tokens, merges };
}

function merged(piece: readonly string[], pair: string, token: string): string[] {
  const result: string[] = [];
  for (let place = 0; place < piece.length; place++) {
    const isPair = `${piece[place]} ${piece[place + 1]}` === pair;
    result.push(isPair ? token : piece[place]!);
    if (isPair) place++;
  }
  return result;
}
