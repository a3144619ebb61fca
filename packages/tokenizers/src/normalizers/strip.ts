import { slice } from '../aligned-text.js';
import { whiteSpace } from '../unicode/classes.js';
import type { Normalizer } from './normalizer.js';

/** Takes away the white space at the ends of a stretch. */
export function strip({ left, right }: { readonly left: boolean; readonly right: boolean }): Normalizer {
  return (aligned, place) => {
    const { text } = aligned;
    const isWhiteSpace = whiteSpace();
    let start = 0;
    let end = text.length;
    // All white space is below U+10000.
    if (left && place.startsStretch) while (start < end && isWhiteSpace(text.charCodeAt(start))) start++;
    if (right) while (end > start && isWhiteSpace(text.charCodeAt(end - 1))) end--;
    return start === 0 && end === text.length ? aligned : slice(aligned, start, end);
  };
}
