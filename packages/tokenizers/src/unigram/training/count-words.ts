import { alignedText } from '../../aligned-text.js';
import type { TokenizerDescription } from '../../description.js';
import { addedTokenFinder } from '../../frame/added-token-finder.js';
import { createNormalizer } from '../../normalizers/create-normalizer.js';
import { wholeText } from '../../normalizers/normalizer.js';
import { pieceVisitor } from '../../pre-tokenizers/create-pre-tokenizer.js';
import { PieceCounter } from '../../training/piece-counter.js';
import { texts } from '../../training-texts.js';

/** Longer texts are normalized in parts, which takes less memory. */
const partLength = 1 << 20;

/**
 * Counts the pieces that the normalizers and pre-tokenizers of `description` make of each of `text`, between its added
 * tokens. They must make the same of the parts of a text cut before line breaks as of the whole.
 */
export function countWords(text: string | Iterable<string>, description: TokenizerDescription): PieceCounter {
  const finder = addedTokenFinder(description.added.map((token) => [description.tokens[token.id]!, token]));
  const normalize = createNormalizer(description);
  const forEachPiece = pieceVisitor(description);
  const words = new PieceCounter();
  const countStretch = (stretch: string): void => {
    for (let start = 0; start < stretch.length;) {
      const end = partEnd(stretch, start);
      const normalized = normalize(alignedText(stretch.slice(start, end), undefined), wholeText);
      forEachPiece(normalized, wholeText, (source, from, to) => words.add(source.text, from, to));
      start = end;
    }
  };
  for (const whole of texts(text)) {
    let position = 0;
    for (const { start, end } of finder.scan({ text: whole, from: 0, final: true, ignoresSpecial: false }).matches) {
      countStretch(whole.slice(position, start));
      position = end;
    }
    countStretch(whole.slice(position));
  }
  return words;
}

/** Where the part that begins at `start` ends: before the first of a run of line breaks, or with the text. */
function partEnd(text: string, start: number): number {
  for (let position = start + partLength; position < text.length; position++) {
    position = text.indexOf('\n', position);
    if (position === -1) break;
    if (!/[\r\n]/.test(text[position - 1]!)) return position;
  }
  return text.length;
}
