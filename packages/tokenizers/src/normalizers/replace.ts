import { replaceRanges, withText } from '../aligned-text.js';
import { compilePattern } from '../patterns/compile-pattern.js';
import type { NormalizerDescription } from './description.js';
import type { Normalizer } from './normalizer.js';
import { matchesOf } from '../patterns/matches-of.js';

/** Puts one text in the place of everything that matches a pattern. */
export function replace({ pattern, content }: Extract<NormalizerDescription, { type: 'replace' }>): Normalizer {
  const compiled = compilePattern(pattern);
  const literal = 'text' in pattern && pattern.text !== '' ? pattern.text : undefined;
  return (aligned) => {
    if (literal !== undefined && aligned.starts === undefined) {
      return withText(
        aligned,
        aligned.text.replaceAll(literal, () => content),
      );
    }
    return replaceRanges(aligned, matchesOf(compiled, aligned.text), () => content);
  };
}
