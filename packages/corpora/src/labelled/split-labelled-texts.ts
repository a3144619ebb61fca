import { groupsBy, splitGroups } from '../split-groups.js';
import type { LabelledParts } from './labelled-parts.js';
import type { LabelledText } from './labelled-text.js';

/** How {@link splitLabelledTexts} divides texts. */
export interface SplitLabelledTextsOptions {
  /** How many different texts to validate on. @default 0 */
  readonly validation?: number;
  /** How many different texts to test on. @default 0 */
  readonly test?: number;
  /** Determines which. */
  readonly seed: number | string;
}

/**
 * Divides labelled texts into parts that share no text, each in random order, so that a part's beginning is a fair
 * sample of it. The same texts and seed give the same parts.
 *
 * @throws InvalidArgumentError unless at least one text is left to train on
 * @example
 * const { training, validation } = splitLabelledTexts(parts.training, { validation: 1000, seed: 42 });
 */
export function splitLabelledTexts(texts: readonly LabelledText[], options: SplitLabelledTextsOptions): LabelledParts {
  const groups = groupsBy(texts, ({ text }) => text);
  return splitGroups(groups, options, { owner: 'splitLabelledTexts', kept: 'texts', counted: 'different texts' });
}
