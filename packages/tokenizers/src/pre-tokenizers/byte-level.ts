import { prepend, slice } from '../aligned-text.js';
import type { AlignedText } from '../aligned-text.js';
import { byteCharacters } from '../byte-level/byte-alphabet.js';
import { PlaceCopier } from '../place-copier.js';
import { cutByPattern } from './cut-by-pattern.js';
import type { PreTokenizerDescription } from './description.js';
import type { PreTokenizer } from './piece-stage.js';

/** Cuts by GPT-2's pattern and writes the bytes of each piece in GPT-2's visible alphabet. */
export function byteLevel({
  addPrefixSpace,
  pattern,
}: Extract<PreTokenizerDescription, { type: 'byte-level' }>): PreTokenizer {
  const cut =
    pattern === 'none' ? undefined : cutByPattern({ pattern: { name: pattern }, behavior: 'isolated', invert: false });
  return (next) => ({
    receive(source, start, end) {
      const piece = slice(source, start, end);
      const whole = addPrefixSpace && !piece.text.startsWith(' ') ? prepend(piece, ' ') : piece;
      const emit = (first: number, last: number): void => {
        const visible = writeBytes(slice(whole, first, last));
        next(visible, 0, visible.text.length);
      };
      if (cut === undefined) emit(0, whole.text.length);
      else cut(whole.text, { start: 0, end: whole.text.length }, emit);
    },
  });
}

/** The UTF-8 bytes of a text in the visible alphabet, each where its character stands. */
export function writeBytes(aligned: AlignedText): AlignedText {
  const { text, starts, ends } = aligned;
  const characters = byteCharacters();
  const places = starts === undefined || ends === undefined ? undefined : new PlaceCopier(starts, ends);
  let visible = '';
  for (let position = 0; position < text.length; position++) {
    const codePoint = text.codePointAt(position)!;
    const bytes = utf8(codePoint);
    for (const byte of bytes) visible += characters[byte]!;
    places?.repeat(position, bytes.length);
    if (codePoint > 0xffff) position++;
  }
  return { text: visible, starts: places?.starts(), ends: places?.ends() };
}

function utf8(codePoint: number): readonly number[] {
  if (codePoint < 0x80) return [codePoint];
  if (codePoint < 0x800) return [0xc0 | (codePoint >> 6), continuation(codePoint)];
  if (codePoint < 0x10000) return [0xe0 | (codePoint >> 12), continuation(codePoint >> 6), continuation(codePoint)];
  return [
    0xf0 | (codePoint >> 18),
    continuation(codePoint >> 12),
    continuation(codePoint >> 6),
    continuation(codePoint),
  ];
}

function continuation(bits: number): number {
  return 0x80 | (bits & 0x3f);
}
