/** Whether a byte goes on with a character instead of beginning one. */
export function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

/**
 * The place of the first byte that cannot stand where it does in UTF-8, or undefined if all can.
 *
 * A character that the end cuts short is reported at its first byte. Follows RFC 3629: no overlong forms, no
 * surrogates, nothing beyond U+10FFFF.
 */
export function invalidByteIn(bytes: Uint8Array): number | undefined {
  let place = 0;
  while (place < bytes.length) {
    const first = bytes[place]!;
    if (first < 0x80) {
      place++;
      continue;
    }
    const length = lengthOf(first);
    if (length === 0 || place + length > bytes.length) return place;
    const second = bytes[place + 1]!;
    if (second < lowestSecond(first) || second > highestSecond(first)) return place;
    for (let next = 2; next < length; next++) {
      if (!isContinuation(bytes[place + next])) return place;
    }
    place += length;
  }
  return undefined;
}

/** Bytes of the character that begins with `first`, or 0 if none does. */
function lengthOf(first: number): number {
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) return 3;
  return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

function lowestSecond(first: number): number {
  if (first === 0xe0) return 0xa0;
  return first === 0xf0 ? 0x90 : 0x80;
}

function highestSecond(first: number): number {
  if (first === 0xed) return 0x9f;
  return first === 0xf4 ? 0x8f : 0xbf;
}
