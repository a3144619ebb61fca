import { prepend, replaceRanges, withText } from '../aligned-text.js';
import type { AlignedText, TextRange } from '../aligned-text.js';
import { slice } from '../aligned-text.js';
import type { PreTokenizerDescription } from './description.js';
import type { PreTokenizer } from './piece-stage.js';

/** Writes spaces as a visible character (SentencePiece's `▁`), puts one in front, and cuts before each. */
export function metaspace({
  replacement,
  prepend: scheme,
  split,
}: Extract<PreTokenizerDescription, { type: 'metaspace' }>): PreTokenizer {
  return (next, place) => {
    let isFirst = place.startsText;
    return {
      receive(source, start, end) {
        const piece = replaceSpaces(slice(source, start, end), replacement);
        const begins = piece.starts === undefined ? isFirst : piece.starts[0] === 0;
        isFirst = false;
        const wanted = scheme === 'always' || (scheme === 'first' && begins);
        const whole = wanted && !piece.text.startsWith(replacement) ? prepend(piece, replacement) : piece;
        if (!split) return next(whole, 0, whole.text.length);
        for (let first = 0; first < whole.text.length;) {
          const found = whole.text.indexOf(replacement, first + 1);
          const last = found === -1 ? whole.text.length : found;
          next(whole, first, last);
          first = last;
        }
      },
    };
  };
}

function replaceSpaces(aligned: AlignedText, replacement: string): AlignedText {
  const { text, starts } = aligned;
  if (!text.includes(' ')) return aligned;
  if (starts === undefined || replacement.length === 1) {
    return withText(
      aligned,
      text.replaceAll(' ', () => replacement),
    );
  }
  const spaces: TextRange[] = [];
  for (let at = text.indexOf(' '); at !== -1; at = text.indexOf(' ', at + 1)) spaces.push([at, at + 1]);
  return replaceRanges(aligned, spaces, () => replacement);
}
