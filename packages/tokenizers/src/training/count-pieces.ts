import { alignedText } from '../aligned-text.js';
import type { TokenizerDescription } from '../description.js';
import { addedTokenFinder } from '../frame/added-token-finder.js';
import { createNormalizer } from '../normalizers/create-normalizer.js';
import { wholeText } from '../normalizers/normalizer.js';
import { compilePattern } from '../patterns/compile-pattern.js';
import type { PatternName } from '../patterns/description.js';
import { pieceVisitor } from '../pre-tokenizers/create-pre-tokenizer.js';
import type { PreTokenizerDescription } from '../pre-tokenizers/description.js';
import { texts } from '../training-texts.js';
import { PieceCounter } from './piece-counter.js';
import type { TrainingProgress } from './progress.js';

/** What {@link countPieces} needs to know besides the text. */
export interface CountOptions extends Pick<TokenizerDescription, 'normalizers' | 'preTokenizers'> {
  /** Written forms of special tokens: they are no part of a piece. */
  readonly forms: readonly string[];
  /** Is told how many code units of text were read, in the phase `count`. */
  readonly onProgress?: (progress: TrainingProgress) => void;
}

/** Longer texts are taken in parts of about this length, in code units, which takes less memory. */
const partLength = 1 << 18;

/** Counts the pieces of each text by itself. Bytes stay characters here, whatever the pre-tokenizers write them as. */
export function countPieces(text: string | Iterable<string>, options: CountOptions): PieceCounter {
  const { normalizers, preTokenizers, forms, onProgress } = options;
  const pieces = new PieceCounter();
  const countPart = partCounter(pieces, preTokenizers);
  const normalize = createNormalizer({ normalizers });
  const finder = addedTokenFinder(forms.map((form, id) => [form, { id, special: true }]));
  const endOfPart = preTokenizers.some(hasForeignPattern) ? (whole: string) => whole.length : safeEnd;
  const total = lengthOf(text);
  let done = 0;

  const countStretch = (stretch: string): void => {
    for (let start = 0; start < stretch.length;) {
      const end = endOfPart(stretch, start);
      const part = start === 0 && end === stretch.length ? stretch : stretch.slice(start, end);
      countPart(normalizers.length === 0 ? part : normalize(alignedText(part, undefined)).text);
      onProgress?.({ phase: 'count', done: done + end, total });
      start = end;
    }
    done += stretch.length;
  };
  for (const whole of texts(text)) {
    let position = 0;
    for (const { start, end } of finder.scan({ text: whole, from: 0, final: true, ignoresSpecial: false }).matches) {
      countStretch(whole.slice(position, start));
      done += end - start;
      position = end;
    }
    countStretch(position === 0 ? whole : whole.slice(position));
  }
  return pieces;
}

/** Counts the pieces of a text that the normalizers have seen. */
function partCounter(pieces: PieceCounter, preTokenizers: readonly PreTokenizerDescription[]): (text: string) => void {
  const name = namedPattern(preTokenizers);
  if (name !== undefined) {
    const pattern = compilePattern({ name });
    return (text) => pattern.forEachMatch(text, (start, end) => pieces.add(text, start, end));
  }
  const forEachPiece = pieceVisitor({ preTokenizers: preTokenizers.filter(({ type }) => type !== 'byte-level') });
  return (text) =>
    forEachPiece(alignedText(text, undefined), wholeText, (source, start, end) => pieces.add(source.text, start, end));
}

/** The pattern of this package by which bytes are cut, if that is all there is to do. */
function namedPattern([first]: readonly PreTokenizerDescription[]): PatternName | undefined {
  if (first?.type === 'byte-level' && first.pattern !== 'none') return first.pattern;
  return first?.type === 'split' && 'name' in first.pattern ? first.pattern.name : undefined;
}

/** Whether a pre-tokenizer may see across any cut. */
function hasForeignPattern(preTokenizer: PreTokenizerDescription): boolean {
  return preTokenizer.type === 'split' && !('name' in preTokenizer.pattern);
}

/**
 * Where a part that begins at `start` may end: before a space behind something else than white space, which is where
 * words end for all patterns and normalizers of this package, whatever follows.
 */
function safeEnd(text: string, start: number): number {
  for (let position = start + partLength; position < text.length; position++) {
    position = text.indexOf(' ', position);
    if (position === -1) break;
    const before = text.charCodeAt(position - 1);
    // All white space is below U+3001, and none of it is among the visible characters of ASCII.
    if ((before > 0x20 && before < 0x7f) || before > 0x3000) return position;
  }
  return text.length;
}

function lengthOf(text: string | Iterable<string>): number {
  if (typeof text === 'string') return text.length;
  if (!Array.isArray(text)) return Infinity;
  return text.reduce((sum: number, whole: unknown) => sum + (typeof whole === 'string' ? whole.length : 0), 0);
}
