import { assertKnownOptions, assertNumberWithin, assertOneOf, assertPositiveInteger, refuse } from '@refrain/core';
import { bleuTokenizations, tokenizeForBleu } from './bleu-tokenization.js';
import type { BleuTokenization } from './bleu-tokenization.js';
import { sacrebleuVersion } from './corpus-metric.js';
import type { CorpusMetric } from './corpus-metric.js';
import { countNGrams } from './n-grams.js';
import type { Counts } from './n-grams.js';
import { trimEnd } from './white-space.js';

/** How BLEU is computed; the defaults are sacreBLEU's. */
export interface BleuOptions {
  /** How lines are cut into words. @default '13a' */
  readonly tokenization?: BleuTokenization;
  /** Whether case is ignored. @default false */
  readonly lowercase?: boolean;
  /**
   * What stands in for a precision of 0 (Chen and Cherry, 2014): `exponential` halves (method 3), `floor` counts
   * `smoothingValue` matches (method 1), `add-k` adds it to matches and totals beyond single words (method 2).
   * @default 'exponential'
   */
  readonly smoothing?: BleuSmoothing;
  /** @default 0.1 for `floor`, 1 for `add-k` */
  readonly smoothingValue?: number;
  /** The longest n-grams that count. @default 4 */
  readonly maximumOrder?: number;
  /** Whether n-grams longer than the hypothesis is are left out: for single sentences. @default false */
  readonly effectiveOrder?: boolean;
}

export type BleuSmoothing = 'exponential' | 'floor' | 'add-k' | 'none';

/** The parts of a BLEU score. */
export interface BleuParts {
  /** From 0 to 100. */
  readonly score: number;
  /** Percent of n-grams that match, from single words on, `[orders]`. */
  readonly precisions: number[];
  /** What takes short hypotheses down: from 0 to 1. */
  readonly brevityPenalty: number;
  /** Words. */
  readonly hypothesisLength: number;
  /** Words of the references that are nearest in length. */
  readonly referenceLength: number;
}

/** BLEU, with its parts. */
export interface Bleu extends CorpusMetric {
  parts(statistics: Float64Array): BleuParts;
}

const smoothingNames: Record<BleuSmoothing, string> = {
  exponential: 'exp',
  floor: 'floor',
  'add-k': 'add-k',
  none: 'none',
};
const smoothingValues: Partial<Record<BleuSmoothing, number>> = { floor: 0.1, 'add-k': 1 };

/**
 * BLEU (Papineni et al., 2002) as sacreBLEU computes it (Post, 2018), for {@link pairedBootstrap}; {@link corpusBleu}
 * scores with it. Statistics: `[hypothesis length, reference length, matches of each order, totals of each order]`.
 *
 * @throws InvalidArgumentError for options that it doesn't have
 */
export function bleu(options: BleuOptions = {}): Bleu {
  const names = ['tokenization', 'lowercase', 'smoothing', 'smoothingValue', 'maximumOrder', 'effectiveOrder'];
  assertKnownOptions('bleu', options, names);
  const { tokenization = '13a', lowercase = false, smoothing = 'exponential' } = options;
  const { maximumOrder: orders = 4, effectiveOrder = false } = options;
  assertOneOf('tokenization', tokenization, bleuTokenizations);
  assertOneOf('lowercase', lowercase, [true, false]);
  assertOneOf('smoothing', smoothing, Object.keys(smoothingNames));
  assertPositiveInteger('maximumOrder', orders);
  assertOneOf('effectiveOrder', effectiveOrder, [true, false]);
  const defaultValue = smoothingValues[smoothing];
  if (defaultValue === undefined && options.smoothingValue !== undefined) {
    refuse('smoothingValue', options.smoothingValue, { expected: `left out with the smoothing ${smoothing}` });
  }
  const { smoothingValue = defaultValue ?? 0 } = options;
  assertNumberWithin('smoothingValue', smoothingValue, { minimum: 0, maximum: Number.MAX_VALUE });

  const nGramsOf = (line: string): { readonly length: number; readonly counts: readonly Counts[] } => {
    const words = tokenizeForBleu(trimEnd(lowercase ? line.toLowerCase() : line), tokenization);
    const counts = Array.from({ length: orders }, (_, order) => countNGrams(words, order + 1, { separator: ' ' }));
    return { length: words.length, counts };
  };

  const parts = (statistics: Float64Array): BleuParts => {
    const [hypothesisLength, referenceLength] = [statistics[0]!, statistics[1]!];
    const shorter = hypothesisLength < referenceLength;
    const brevity = hypothesisLength > 0 ? Math.exp(1 - referenceLength / hypothesisLength) : 0;
    const brevityPenalty = shorter ? brevity : 1;
    const matches = statistics.slice(2, 2 + orders);
    const totals = statistics.slice(2 + orders);
    const { precisions, order } = matches.some((count) => count > 0)
      ? smoothedPrecisions(matches, totals, { smoothing, smoothingValue, effectiveOrder })
      : { precisions: new Array<number>(orders).fill(0), order: 0 };
    const score = order === 0 ? 0 : brevityPenalty * geometricMean(precisions.slice(0, order));
    return { score, precisions, brevityPenalty, hypothesisLength, referenceLength };
  };

  return {
    name: 'BLEU',
    parts,
    score: (statistics) => parts(statistics).score,
    statistics(hypothesis, references) {
      const { length, counts } = nGramsOf(hypothesis);
      const known = references.map(nGramsOf);
      const statistics = new Float64Array(2 + 2 * orders);
      statistics[0] = length;
      statistics[1] = nearestLength(
        length,
        known.map((reference) => reference.length),
      );
      for (let order = 0; order < orders; order++) {
        for (const [nGram, count] of counts[order]!) {
          const allowed = Math.max(...known.map((reference) => reference.counts[order]!.get(nGram) ?? 0));
          statistics[2 + order]! += Math.min(count, allowed);
          statistics[2 + orders + order]! += count;
        }
      }
      return statistics;
    },
    signature: (references) => {
      const value = defaultValue === undefined ? '' : `[${smoothingValue.toFixed(2)}]`;
      return [
        `nrefs:${references}`,
        `case:${lowercase ? 'lc' : 'mixed'}`,
        `eff:${effectiveOrder ? 'yes' : 'no'}`,
        `tok:${tokenization}`,
        `smooth:${smoothingNames[smoothing]}${value}`,
        `version:${sacrebleuVersion}`,
      ].join('|');
    },
  };
}

/** The precisions in percent, and up to which order they count. */
function smoothedPrecisions(
  matches: Float64Array,
  totals: Float64Array,
  {
    smoothing,
    smoothingValue,
    effectiveOrder,
  }: Required<Pick<BleuOptions, 'smoothing' | 'smoothingValue' | 'effectiveOrder'>>,
): { readonly precisions: number[]; readonly order: number } {
  const precisions = new Array<number>(matches.length).fill(0);
  let order = matches.length;
  let halvings = 1;
  for (let position = 0; position < matches.length; position++) {
    const added = smoothing === 'add-k' && position > 0 ? smoothingValue : 0;
    const [matched, total] = [matches[position]! + added, totals[position]! + added];
    if (total === 0) break;
    if (effectiveOrder) order = position + 1;
    if (matched > 0) precisions[position] = (100 * matched) / total;
    else if (smoothing === 'exponential') precisions[position] = 100 / ((halvings *= 2) * total);
    else if (smoothing === 'floor') precisions[position] = (100 * smoothingValue) / total;
  }
  return { precisions, order };
}

/** 0 if one of the values is. */
function geometricMean(values: readonly number[]): number {
  if (values.includes(0)) return 0;
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/** The reference length that is nearest to `length`; of two, the shorter. */
function nearestLength(length: number, references: readonly number[]): number {
  return references.reduce((best, candidate) => {
    const difference = Math.abs(length - candidate) - Math.abs(length - best);
    return difference < 0 || (difference === 0 && candidate < best) ? candidate : best;
  });
}
