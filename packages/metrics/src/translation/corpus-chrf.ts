import { chrf } from './chrf.js';
import type { ChrfOptions } from './chrf.js';
import { corpusStatistics, sumStatistics } from './corpus-metric.js';

/** A chrF score and what makes it reproducible. */
export interface ChrfScore {
  /** From 0 to 100. */
  readonly score: number;
  /** As sacreBLEU prints it, such as `nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.6.0`. */
  readonly signature: string;
}

/**
 * chrF of a corpus (Popović, 2015): how many runs of one to six characters translations and references share, recall
 * counting twice; `wordOrder: 2` makes it chrF++. Kinder than BLEU to languages with many endings. Equal to
 * sacreBLEU's to the printed digit, with its signature.
 *
 * @param hypotheses translations as they are read, not tokenized
 * @param references one array of strings a hypothesis; the best match counts
 * @throws InvalidArgumentError if the lists don't fit each other
 * @example
 * corpusChrf(['the cat sat'], [['the cats sat']]).score;   // 73.21 (rounded)
 */
export function corpusChrf(
  hypotheses: readonly string[],
  references: readonly (readonly string[])[],
  options: ChrfOptions = {},
): ChrfScore {
  const metric = chrf(options);
  const { statistics, references: count } = corpusStatistics(metric, hypotheses, references);
  return { score: metric.score(sumStatistics(statistics)), signature: metric.signature(count) };
}

/** chrF of one sentence. */
export function sentenceChrf(hypothesis: string, references: readonly string[], options: ChrfOptions = {}): ChrfScore {
  return corpusChrf([hypothesis], [references], options);
}
