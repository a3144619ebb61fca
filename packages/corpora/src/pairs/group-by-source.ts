import { groupsBy } from '../split-groups.js';
import type { SentencePair } from './sentence-pair.js';

/** A source sentence and all its renderings. */
export interface SourceGroup {
  readonly source: string;
  /** Each rendering once, in the order of the pairs: the references of one hypothesis. */
  readonly targets: readonly string[];
}

/**
 * Pairs by their source sentence, in the order in which the sentences first come: what is translated once and compared
 * with every rendering.
 *
 * @example
 * groupBySource(parsePairs('Go.\tVe.\nGo.\tVete.\n'));   // [{ source: 'Go.', targets: ['Ve.', 'Vete.'] }]
 */
export function groupBySource(pairs: readonly SentencePair[]): SourceGroup[] {
  return sourceGroups(pairs).map((group) => ({
    source: group[0]!.source,
    targets: [...new Set(group.map(({ target }) => target))],
  }));
}

/** The pairs of each source sentence. */
export function sourceGroups<Pair extends SentencePair>(pairs: readonly Pair[]): Pair[][] {
  return groupsBy(pairs, ({ source }) => source);
}
