/*
 * GPT-2's way of writing bytes as text: printable bytes of Latin-1 stand for themselves, the others for characters from
 * U+0100 on, so that no token has white space or control characters in it. A space is Ġ, a line feed is Ċ.
 */

let characters: readonly string[] | undefined;
let bytes: Int16Array | undefined;

/** The visible character of each byte. */
export function byteCharacters(): readonly string[] {
  return (characters ??= makeCharacters());
}

/** The byte of each visible character by its code point, -1 for code points that stand for none. */
export function characterBytes(): Int16Array {
  if (bytes === undefined) {
    bytes = new Int16Array(0x144).fill(-1);
    for (const [byte, character] of byteCharacters().entries()) bytes[character.codePointAt(0)!] = byte;
  }
  return bytes;
}

/** The bytes that `token` stands for, or undefined if one of its characters stands for none. */
export function bytesOfToken(token: string): Uint8Array | undefined {
  const byteOf = characterBytes();
  const result = new Uint8Array(token.length);
  for (let position = 0; position < token.length; position++) {
    const byte = byteOf[token.charCodeAt(position)] ?? -1;
    if (byte === -1) return undefined;
    result[position] = byte;
  }
  return result;
}

function makeCharacters(): string[] {
  let next = 0x100;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(isPrintable(byte) ? byte : next++));
}

function isPrintable(byte: number): boolean {
  return (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
}
