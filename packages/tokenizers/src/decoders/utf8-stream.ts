/** Bytes to text as they come: a character is given when its last byte is there. */
export interface Utf8Stream {
  push(bytes: Uint8Array): string;
  /** The text of what waits, which is not whole; the stream then starts over. */
  flush(): string;
}

/** A stream of UTF-8, with U+FFFD for what is none, where and as often as WHATWG's TextDecoder puts it. */
export function utf8Stream(): Utf8Stream {
  let waiting = new Uint8Array(0);
  return {
    push(bytes) {
      if (waiting.length === 0 && isAscii(bytes)) return String.fromCharCode(...bytes);
      const all = waiting.length === 0 ? bytes : concatenate(waiting, bytes);
      const whole = all.length - unfinished(all);
      waiting = all.slice(whole);
      return decodeUtf8(all.subarray(0, whole));
    },
    flush() {
      const text = decodeUtf8(waiting);
      waiting = new Uint8Array(0);
      return text;
    },
  };
}

/** The text of `bytes`, with U+FFFD for what is not UTF-8, and U+FEFF kept. */
export function decodeUtf8(bytes: Uint8Array): string {
  return bytes.length === 0 ? '' : new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** Whether `bytes` are a few characters of one byte each, as most tokens are: much the fastest to decode. */
function isAscii(bytes: Uint8Array): boolean {
  return bytes.length <= 32 && bytes.every((byte) => byte < 0x80);
}

function concatenate(left: Uint8Array, right: Uint8Array): Uint8Array {
  const both = new Uint8Array(left.length + right.length);
  both.set(left);
  both.set(right, left.length);
  return both;
}

/** How many bytes at the end are the beginning of a character that bytes to come can finish. */
function unfinished(bytes: Uint8Array): number {
  for (let length = 1; length <= Math.min(3, bytes.length); length++) {
    const first = bytes[bytes.length - length]!;
    if ((first & 0xc0) === 0x80) continue;
    return canContinue(first, length, bytes[bytes.length - length + 1]) ? length : 0;
  }
  return 0;
}

/** Whether `first`, `length - 1` further bytes of which `second` is the next, can be part of a longer character. */
function canContinue(first: number, length: number, second: number | undefined): boolean {
  const needed = first >= 0xf5 || first < 0xc2 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (length >= needed) return false;
  if (second === undefined || length === 1) return true;
  // Forms that are too long, halves of surrogate pairs, and what is beyond U+10FFFF are no characters.
  if (first === 0xe0) return second >= 0xa0;
  if (first === 0xed) return second < 0xa0;
  if (first === 0xf0) return second >= 0x90;
  return first !== 0xf4 || second < 0x90;
}
