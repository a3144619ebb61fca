import { replaceMatches } from '../aligned-text.js';
import { strip } from './strip.js';
import type { Normalizer } from './normalizer.js';

/** Makes every run of white space one space, and takes it away at the ends of a stretch. */
export function collapseSpaces(): Normalizer {
  const stripEnds = strip({ left: true, right: true });
  return (aligned, place) =>
    replaceMatches(stripEnds(aligned, place), /(?! (?!\p{White_Space}))\p{White_Space}+/gu, ' ');
}
