import { refuse } from '@refrain/core';

/**
 * A metric of translations that is computed from sums over sentences, so that any part of a corpus (or a sample of it
 * with replacement) is scored without looking at text again.
 */
export interface CorpusMetric {
  /** The name, as sacreBLEU prints it. */
  readonly name: string;
  /** What a sentence adds to the sums, `[statistics]`; with several references the best match. */
  statistics(hypothesis: string, references: readonly string[]): Float64Array;
  /** The score of summed statistics, from 0 to 100. */
  score(statistics: Float64Array): number;
  /** What makes the score reproducible, as sacreBLEU prints it; `references` is how many each sentence has, or 'var'. */
  signature(references: number | 'var'): string;
}

/** The version of sacreBLEU that scores are equal to, as it stands in signatures. */
export const sacrebleuVersion = '2.6.0';

/** The statistics of each sentence, and how many references they have. */
export function corpusStatistics(
  metric: CorpusMetric,
  hypotheses: readonly string[],
  references: readonly (readonly string[])[],
): { readonly statistics: Float64Array[]; readonly references: number | 'var' } {
  assertCorpus(hypotheses, references);
  const counts = new Set(references.map(({ length }) => length));
  return {
    statistics: hypotheses.map((hypothesis, sentence) => metric.statistics(hypothesis, references[sentence]!)),
    references: counts.size === 1 ? references[0]!.length : 'var',
  };
}

/** The sums of statistics over sentences. */
export function sumStatistics(statistics: Iterable<Float64Array>): Float64Array {
  let sums: Float64Array | undefined;
  for (const sentence of statistics) {
    sums ??= new Float64Array(sentence.length);
    for (let position = 0; position < sentence.length; position++) sums[position]! += sentence[position]!;
  }
  return sums!;
}

/** @throws InvalidArgumentError unless there is at least one sentence, and each has references */
export function assertCorpus(hypotheses: readonly string[], references: readonly (readonly string[])[]): void {
  if (!Array.isArray(hypotheses) || hypotheses.length === 0) {
    refuse('hypotheses', hypotheses, { expected: 'an array of at least one string' });
  }
  if (!Array.isArray(references) || references.length !== hypotheses.length) {
    refuse('references', references, {
      expected: `an array of ${hypotheses.length}, one array of strings a hypothesis`,
    });
  }
  for (const [sentence, hypothesis] of hypotheses.entries()) {
    if (typeof hypothesis !== 'string') refuse(`hypotheses[${sentence}]`, hypothesis, { expected: 'a string' });
    const given: unknown = references[sentence];
    if (!Array.isArray(given) || given.length === 0 || !given.every((reference) => typeof reference === 'string')) {
      refuse(`references[${sentence}]`, given, { expected: 'an array of at least one string' });
    }
  }
}
