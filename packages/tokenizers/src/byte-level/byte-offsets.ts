import type { TokenSink } from '../token-sink.js';
import type { Vocabulary } from '../vocabulary.js';
import type { Utf8Text } from './utf8-text.js';

/** Where a text in UTF-8 stands in the caller's text. */
export interface TextOrigin {
  /** The place of its first character, in code units. */
  readonly offset: number;
  /** Bytes before that character: a space that was put there, which stands where that character stands. */
  readonly prefix: number;
}

/**
 * Fills in the offsets of the tokens from `first` on, which are all tokens of `text`, byte after byte. A token that has
 * part of a character has the place of all of it.
 */
export function fillByteOffsets(
  { text, tokens }: { readonly text: Utf8Text; readonly tokens: Vocabulary['tokens'] },
  origin: TextOrigin,
  { sink, first }: { readonly sink: TokenSink; readonly first: number },
): void {
  const offsets = sink.offsets!;
  const { bytes } = text;
  let character = origin.prefix;
  let unit = origin.offset;
  let width = widthOf(bytes[character]!);
  const moveTo = (byte: number): void => {
    while (character + width <= byte) {
      unit += unitsOf(width);
      character += width;
      width = widthOf(bytes[character]!);
    }
  };
  let byte = 0;
  for (let token = first; token < sink.count; token++) {
    moveTo(byte);
    offsets[2 * token] = unit;
    // A token in GPT-2's visible alphabet has as many bytes as code units.
    byte += tokens[sink.ids[token]!]!.length;
    moveTo(byte - 1);
    offsets[2 * token + 1] = unit + unitsOf(width);
  }
}

/** The bytes of the character that `first` begins. */
function widthOf(first: number): number {
  return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/** The code units of a character of `width` bytes. */
function unitsOf(width: number): number {
  return width === 4 ? 2 : 1;
}
