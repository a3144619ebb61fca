/** What a table of SentencePiece's normalizer puts in the place of characters. */
export interface Charsmap {
  /**
   * What stands in the table for the shortest beginning of `text` that it has, or undefined if it has none. (The
   * shortest: Hugging Face's library takes it, and puts it in the place of the whole text.)
   */
  replacementOf(text: string): string | undefined;
}

/**
 * Reads SentencePiece's `precompiled_charsmap`: the length of a double array (Darts) in bytes, its units of 32 bits,
 * little-endian, then the replacements in UTF-8, each with a zero byte behind it.
 *
 * @param base64 as a tokenizer.json has it
 * @returns undefined if it is anything else
 */
export function readCharsmap(base64: string): Charsmap | undefined {
  const bytes = decodeBase64(base64);
  if (bytes === undefined || bytes.length < 4) return undefined;
  const view = new DataView(bytes.buffer);
  const size = view.getUint32(0, true);
  if (size === 0 || size % 4 !== 0 || 4 + size > bytes.length) return undefined;
  const units = Uint32Array.from({ length: size / 4 }, (_, unit) => view.getUint32(4 + 4 * unit, true));
  const replacements = bytes.subarray(4 + size);
  const known = new Map<string, string | undefined>();
  const encoder = new TextEncoder();
  return {
    replacementOf(text) {
      if (known.has(text)) return known.get(text);
      const place = shortestMatch(units, encoder.encode(text));
      const found = place === undefined ? undefined : stringAt(replacements, place);
      // Texts are characters or short clusters of them, of which even large corpora have few.
      if (known.size < mostKnown) known.set(text, found);
      return found;
    },
  };
}

const mostKnown = 1 << 16;

function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/**
 * The value of the shortest key that `bytes` begins with. A unit has its label in bits 0 to 7, whether it ends a key in
 * bit 8, and its offset from bit 10 on, in steps of 256 if bit 9 is set; the unit of a value has bit 31 set.
 */
function shortestMatch(units: Uint32Array, bytes: Uint8Array): number | undefined {
  let position = offsetOf(units[0]!);
  for (const byte of bytes) {
    if (byte === 0) return undefined;
    position ^= byte;
    const unit = units[position];
    if (unit === undefined || (unit & 0x800000ff) !== byte) return undefined;
    position ^= offsetOf(unit);
    if ((unit & 0x100) !== 0) {
      const value = units[position];
      return value === undefined ? undefined : value & 0x7fffffff;
    }
  }
  return undefined;
}

function offsetOf(unit: number): number {
  return (unit >>> 10) << ((unit & 0x200) >>> 6);
}

function stringAt(bytes: Uint8Array, start: number): string | undefined {
  if (start >= bytes.length) return undefined;
  const end = bytes.indexOf(0, start);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(start, end === -1 ? undefined : end));
}
