import {
  assertKnownOptions,
  assertNonNegativeInteger,
  assertOneOf,
  assertPositiveInteger,
  assertPositiveNumber,
} from '@refrain/core';
import { sacrebleuVersion } from './corpus-metric.js';
import type { CorpusMetric } from './corpus-metric.js';
import { countNGrams, matchCount, totalCount } from './n-grams.js';
import type { Counts } from './n-grams.js';
import { splitWords, withoutWhiteSpace } from './white-space.js';

/** How chrF is computed; the defaults are sacreBLEU's. */
export interface ChrfOptions {
  /** The longest runs of characters that count. @default 6 */
  readonly characterOrder?: number;
  /** The longest runs of words that count; 2 makes chrF++. @default 0 */
  readonly wordOrder?: number;
  /** How many times as much recall counts as precision. @default 2 */
  readonly beta?: number;
  /** Whether case is ignored. @default false */
  readonly lowercase?: boolean;
  /** Whether white space counts as characters. @default false */
  readonly whiteSpace?: boolean;
  /** Averages F scores of all orders with tiny numbers for nothing, as chrF++.py, in place of precisions and recalls of the orders at hand. @default false */
  readonly epsilonSmoothing?: boolean;
}

const epsilon = 1e-16;

/**
 * chrF and chrF++ (Popović, 2015 and 2017) as sacreBLEU computes them, for {@link pairedBootstrap}; {@link corpusChrf}
 * scores with it. Statistics: `[n-grams of the hypothesis, of the reference, matches]` of each order.
 *
 * @throws InvalidArgumentError for options that it doesn't have
 */
export function chrf(options: ChrfOptions = {}): CorpusMetric {
  const names = ['characterOrder', 'wordOrder', 'beta', 'lowercase', 'whiteSpace', 'epsilonSmoothing'];
  assertKnownOptions('chrf', options, names);
  const { characterOrder = 6, wordOrder = 0, beta = 2 } = options;
  const { lowercase = false, whiteSpace = false, epsilonSmoothing = false } = options;
  assertPositiveInteger('characterOrder', characterOrder);
  assertNonNegativeInteger('wordOrder', wordOrder);
  assertPositiveNumber('beta', beta);
  assertOneOf('lowercase', lowercase, [true, false]);
  assertOneOf('whiteSpace', whiteSpace, [true, false]);
  assertOneOf('epsilonSmoothing', epsilonSmoothing, [true, false]);

  const nGramsOf = (given: string): Counts[] => {
    const line = lowercase ? given.toLowerCase() : given;
    const characters = Array.from(whiteSpace ? line : withoutWhiteSpace(line));
    const words = wordOrder > 0 ? splitWords(line).flatMap(withoutPunctuation) : [];
    return [
      ...Array.from({ length: characterOrder }, (_, order) => countNGrams(characters, order + 1, { separator: '' })),
      ...Array.from({ length: wordOrder }, (_, order) => countNGrams(words, order + 1, { separator: ' ' })),
    ];
  };
  const score = (statistics: Float64Array): number => fScore(statistics, { beta, epsilonSmoothing });

  return {
    name: `chrF${beta}${'+'.repeat(wordOrder)}`,
    score,
    statistics(hypothesis, references) {
      const nGrams = nGramsOf(hypothesis);
      let best: Float64Array | undefined;
      let bestScore = -1;
      for (const reference of references) {
        const statistics = matchStatistics(nGrams, nGramsOf(reference));
        const candidate = score(statistics);
        if (candidate > bestScore) [best, bestScore] = [statistics, candidate];
      }
      return best!;
    },
    signature: (references) =>
      [
        `nrefs:${references}`,
        `case:${lowercase ? 'lc' : 'mixed'}`,
        `eff:${epsilonSmoothing ? 'no' : 'yes'}`,
        `nc:${characterOrder}`,
        `nw:${wordOrder}`,
        `space:${whiteSpace ? 'yes' : 'no'}`,
        `version:${sacrebleuVersion}`,
      ].join('|'),
  };
}

function matchStatistics(hypothesis: readonly Counts[], reference: readonly Counts[]): Float64Array {
  return Float64Array.from(
    hypothesis.flatMap((counts, order) => {
      const known = reference[order]!;
      // An order that the reference is too short for says nothing about the hypothesis.
      return [known.size > 0 ? totalCount(counts) : 0, totalCount(known), matchCount(counts, known)];
    }),
  );
}

function fScore(
  statistics: Float64Array,
  { beta, epsilonSmoothing }: { beta: number; epsilonSmoothing: boolean },
): number {
  const factor = beta ** 2;
  const orders = statistics.length / 3;
  let [sum, precisions, recalls, present] = [0, 0, 0, 0];
  for (let order = 0; order < orders; order++) {
    const [hypothesis, reference, matches] = statistics.subarray(3 * order, 3 * order + 3) as unknown as [
      number,
      number,
      number,
    ];
    const precision = hypothesis > 0 ? matches / hypothesis : epsilon;
    const recall = reference > 0 ? matches / reference : epsilon;
    const denominator = factor * precision + recall;
    sum += denominator > 0 ? ((1 + factor) * precision * recall) / denominator : epsilon;
    if (hypothesis > 0 && reference > 0) {
      precisions += precision;
      recalls += recall;
      present++;
    }
  }
  if (epsilonSmoothing) return (100 * sum) / orders;
  if (precisions + recalls === 0) return 0;
  const [precision, recall] = [precisions / present, recalls / present];
  return (100 * ((1 + factor) * precision * recall)) / (factor * precision + recall);
}

/** A word with one mark of punctuation at its end, or else at its beginning, cut off. */
function withoutPunctuation(word: string): string[] {
  const characters = Array.from(word);
  if (characters.length === 1) return [word];
  const mark = /^[!-/:-@[-`{-~]$/;
  if (mark.test(characters.at(-1)!)) return [word.slice(0, -1), characters.at(-1)!];
  if (mark.test(characters[0]!)) return [characters[0]!, word.slice(1)];
  return [word];
}
