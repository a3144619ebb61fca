/**
 * Where `bytes` stop being valid UTF-8: the offset of the first byte of the first character that is not whole, or -1.
 * (A fatal `TextDecoder` says that there is such a place, but not where.)
 */
export function invalidUtf8Offset(bytes: Uint8Array): number {
  let offset = 0;
  while (offset < bytes.length) {
    const length = characterLength(bytes, offset);
    if (length === 0) return offset;
    offset += length;
  }
  return -1;
}

/** How many bytes the character at `offset` has, 0 if it is not valid. After the Unicode Standard, table 3-7. */
function characterLength(bytes: Uint8Array, offset: number): number {
  const first = bytes[offset]!;
  if (first < 0x80) return 1;
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (length === 0 || offset + length > bytes.length) return 0;
  const second = bytes[offset + 1]!;
  const lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < lowest || second > highest) return 0;
  for (let next = offset + 2; next < offset + length; next++) {
    if ((bytes[next]! & 0xc0) !== 0x80) return 0;
  }
  return length;
}
