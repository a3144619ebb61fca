import { bleu } from './bleu.js';
import type { BleuOptions, BleuParts } from './bleu.js';
import { corpusStatistics, sumStatistics } from './corpus-metric.js';

/** A BLEU score and what makes it reproducible. */
export interface BleuScore extends BleuParts {
  /** As sacreBLEU prints it, such as `nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0`. */
  readonly signature: string;
}

/**
 * BLEU of a corpus (Papineni et al., 2002): how many runs of one to four words of the translations stand in the
 * references. Equal to sacreBLEU's to the printed digit, with its signature.
 *
 * @param hypotheses translations as they are read, not tokenized
 * @param references one array of strings a hypothesis
 * @throws InvalidArgumentError if the lists don't fit each other
 * @example
 * corpusBleu(['the cat sat'], [['the cat sat', 'a cat was sitting']]).score;   // 0: no run of four words
 * corpusBleu(['a cat sat on the mat'], [['the cat sat on the mat']]).score;    // 75.98 (rounded)
 */
export function corpusBleu(
  hypotheses: readonly string[],
  references: readonly (readonly string[])[],
  options: BleuOptions = {},
): BleuScore {
  const metric = bleu(options);
  const { statistics, references: count } = corpusStatistics(metric, hypotheses, references);
  return { ...metric.parts(sumStatistics(statistics)), signature: metric.signature(count) };
}

/**
 * BLEU of one sentence, by default with the effective order: a sentence of three words has no run of four.
 *
 * @example
 * sentenceBleu('the cat sat', ['the cat sat down']).score;   // 71.65 (rounded)
 */
export function sentenceBleu(hypothesis: string, references: readonly string[], options: BleuOptions = {}): BleuScore {
  return corpusBleu([hypothesis], [references], { effectiveOrder: true, ...options });
}
