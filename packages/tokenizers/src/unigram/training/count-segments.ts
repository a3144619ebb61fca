import { PieceCounter } from '../../training/piece-counter.js';
import { scriptOf } from './script-of.js';

/** Longer stretches are cut: the odd piece that would cross the cut is not worth graphs of any size. */
const longestSegment = 1024;

/**
 * The stretches of `words` that no piece may cross, with how often each occurs. Words are cut where the script of the
 * letters changes (so that a full stop is never part of a word's piece), as SentencePiece does by default, and at
 * characters that are not in `alphabet`, which are left out.
 *
 * @param space what stands for white space at the start of a word; it goes with any script
 */
export function countSegments(words: PieceCounter, alphabet: Iterable<number>, space: number): PieceCounter {
  const scripts = new Map<number, string | undefined>();
  for (const codePoint of alphabet) scripts.set(codePoint, codePoint === space ? undefined : scriptOf(codePoint));
  const segments = new PieceCounter();
  for (let word = 0; word < words.size; word++) {
    const text = words.text(word);
    const count = words.counts[word]!;
    let start = 0;
    let script: string | undefined;
    for (let position = 0; position < text.length;) {
      const codePoint = text.codePointAt(position)!;
      const behind = position + (codePoint > 0xffff ? 2 : 1);
      const isKnown = scripts.has(codePoint);
      const own = scripts.get(codePoint);
      const changes = own !== undefined && script !== undefined && own !== script;
      if ((changes || !isKnown || behind - start > longestSegment) && position > start) {
        segments.add(text, start, position, count);
        start = position;
      }
      if (!isKnown) start = behind;
      script = isKnown ? (own ?? script) : undefined;
      position = behind;
    }
    if (start < text.length) segments.add(text, start, text.length, count);
  }
  return segments;
}
