import { assertKnownOptions, assertPositiveInteger, refuse } from '@refrain/core';
import type { Random } from '@refrain/core';
import { corpusStatistics, sumStatistics } from './corpus-metric.js';
import type { CorpusMetric } from './corpus-metric.js';

/** What {@link pairedBootstrap} compares. */
export interface PairedBootstrapOptions {
  /** What the translations are scored by: `bleu()`, `chrf()`. */
  readonly metric: CorpusMetric;
  readonly baseline: readonly string[];
  readonly hypotheses: readonly string[];
  /** One array of strings a sentence. */
  readonly references: readonly (readonly string[])[];
  /** How many corpora are drawn. @default 1000 */
  readonly samples?: number;
  /** Where the draws come from; they advance it. */
  readonly random: Random;
}

/** How sure a difference between two systems is. */
export interface PairedBootstrapResult {
  /** Scores of the whole corpus, from 0 to 100. */
  readonly baseline: number;
  readonly hypotheses: number;
  /** The hypotheses' mean score over the samples, and half the width of the interval that 95 % of them lie in. */
  readonly mean: number;
  readonly confidence: number;
  /** The probability of a difference this large if the systems were equally good. */
  readonly pValue: number;
}

/**
 * Whether one system translates better than another, or was only luckier with these sentences: scores samples of the
 * sentences, drawn with replacement, the same for both (Koehn, 2004). The p-value is sacreBLEU's: how often the
 * difference of a sample exceeds the samples' mean difference by the difference at hand; here also by exactly that, so
 * that a system is never significantly different from itself.
 *
 * @throws InvalidArgumentError if the lists don't fit each other
 * @example
 * const random = new Random(12345);
 * pairedBootstrap({ metric: bleu(), baseline, hypotheses, references, random }).pValue < 0.05;
 */
export function pairedBootstrap(options: PairedBootstrapOptions): PairedBootstrapResult {
  const names = ['metric', 'baseline', 'hypotheses', 'references', 'samples', 'random'];
  assertKnownOptions('pairedBootstrap', options, names);
  const { metric, baseline, hypotheses, references, samples = 1000, random } = options;
  assertPositiveInteger('samples', samples);
  if (baseline.length !== hypotheses.length) {
    refuse('baseline', baseline, { expected: `an array of ${hypotheses.length}, as many as there are hypotheses` });
  }
  const ours = corpusStatistics(metric, hypotheses, references).statistics;
  const theirs = corpusStatistics(metric, baseline, references).statistics;
  const scores = { baseline: metric.score(sumStatistics(theirs)), hypotheses: metric.score(sumStatistics(ours)) };

  const drawn = Array.from({ length: samples }, () => {
    const rows = Int32Array.from(hypotheses, () => random.integer(hypotheses.length));
    const scoreOf = (statistics: readonly Float64Array[]): number =>
      metric.score(sumStatistics(Array.from(rows, (row) => statistics[row]!)));
    return { ours: scoreOf(ours), theirs: scoreOf(theirs) };
  });
  const differences = drawn.map((sample) => Math.abs(sample.ours - sample.theirs));
  const meanDifference = mean(differences);
  const asLarge = differences.filter(
    (difference) => difference - meanDifference >= Math.abs(scores.baseline - scores.hypotheses),
  );
  const sorted = drawn.map((sample) => sample.ours).sort((left, right) => left - right);
  const outside = Math.floor(samples / 40);
  return {
    ...scores,
    mean: mean(sorted),
    confidence: (sorted[samples - outside - 1]! - sorted[outside]!) / 2,
    pValue: (asLarge.length + 1) / (samples + 1),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
