import { distance } from 'fastest-levenshtein';
import { UsageError } from './errors.js';

/** The choice that `word` was probably meant to be; undefined where none is near. */
export function nearest(word: string, choices: readonly string[]): string | undefined {
  const ranked = choices
    .map((choice) => ({ choice, edits: distance(word.toLowerCase(), choice) }))
    .sort((a, b) => a.edits - b.edits);
  const best = ranked[0];
  return best !== undefined && best.edits <= Math.max(1, Math.floor(best.choice.length / 2.5))
    ? best.choice
    : undefined;
}

/** "Did you mean geron? " or nothing. */
export function didYouMean(word: string, choices: readonly string[]): string {
  const suggestion = nearest(word, choices);
  return suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
}

/** @throws UsageError unless `word` is one of `choices`; the message suggests the nearest */
export function assertChoice<T extends string>(option: string, word: string, choices: readonly T[]): asserts word is T {
  if ((choices as readonly string[]).includes(word)) return;
  throw new UsageError(
    `${option} must be one of ${choices.join(', ')}; received ${JSON.stringify(word)}.${didYouMean(word, choices)}`,
  );
}
