import { PieceCounter } from '../../training/piece-counter.js';
import { anyScript, pieceScript } from './script-of.js';

/** Longer stretches are cut: the odd piece that would cross the cut is not worth graphs of any size. */
export const longestSegment = 1024;

/**
 * The stretches of `words` that no piece may cross, with how often each occurs. Words are cut where the script of the
 * letters changes (so that a full stop is never part of a word's piece), as SentencePiece does by default, and at
 * characters that are not in `alphabet`, which are left out.
 *
 * @param space what stands for white space at the start of a word; it goes with any script
 */
export function countSegments(words: PieceCounter, alphabet: Iterable<number>, space: number): PieceCounter {
  const scripts = new Map<number, number>();
  for (const codePoint of alphabet) scripts.set(codePoint, codePoint === space ? anyScript : pieceScript(codePoint));
  const segments = new PieceCounter();
  for (let word = 0; word < words.size; word++) {
    const text = words.text(word);
    segments.times = words.counts[word]!;
    let start = 0;
    let script = anyScript;
    for (let position = 0; position < text.length;) {
      const codePoint = text.codePointAt(position)!;
      const behind = position + (codePoint > 0xffff ? 2 : 1);
      const own = scripts.get(codePoint);
      const isKnown = own !== undefined;
      const changes = isKnown && own !== anyScript && script !== anyScript && own !== script;
      if ((changes || !isKnown || behind - start > longestSegment) && position > start) {
        segments.add(text, start, position);
        start = position;
      }
      if (!isKnown) start = behind;
      if (!isKnown) script = anyScript;
      else if (own !== anyScript) script = own;
      position = behind;
    }
    if (start < text.length) segments.add(text, start, text.length);
  }
  return segments;
}
