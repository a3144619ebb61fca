import { splitGroups } from '../split-groups.js';
import { sourceGroups } from './group-by-source.js';
import type { SentencePair } from './sentence-pair.js';

/** How {@link splitPairs} divides pairs. */
export interface SplitPairsOptions {
  /** How many source sentences to validate on. @default 0 */
  readonly validation?: number;
  /** How many source sentences to test on. @default 0 */
  readonly test?: number;
  /** Determines which. */
  readonly seed: number | string;
}

/** What {@link splitPairs} gives: every pair in one of three parts. */
export interface PairSplit<Pair extends SentencePair = SentencePair> {
  readonly training: Pair[];
  readonly validation: Pair[];
  readonly test: Pair[];
}

/**
 * Divides pairs into parts that share no source sentence: a sentence with several renderings, as many have in Tatoeba,
 * is never trained on in one and tested on in another.
 *
 * Each part is in random order, the renderings of a sentence next to each other, so that a part's beginning is a fair
 * sample of it. The same pairs and seed give the same parts.
 *
 * @throws InvalidArgumentError unless at least one source sentence is left to train on
 * @example
 * const { training, validation, test } = splitPairs(pairs, { validation: 1000, test: 2000, seed: 42 });
 * const references = groupBySource(test).map((group) => group.targets);
 */
export function splitPairs<Pair extends SentencePair>(
  pairs: readonly Pair[],
  options: SplitPairsOptions,
): PairSplit<Pair> {
  return splitGroups(sourceGroups(pairs), options, {
    owner: 'splitPairs',
    kept: 'sentences',
    counted: 'source sentences',
  });
}
