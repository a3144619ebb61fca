import { bytesOfToken } from '../byte-level/byte-alphabet.js';
import type { TokenDecoder } from './decoder-step.js';
import { decodeUtf8, utf8Stream } from './utf8-stream.js';

/** Makes one text of the bytes that tokens write in GPT-2's visible alphabet. */
export const byteLevel: TokenDecoder = (next) => {
  const stream = utf8Stream();
  return {
    push: (token) => next(stream.push(bytesOf(token))),
    flush: () => next(stream.flush()),
  };
};

/** A token with a character that is not of the alphabet, which training can't give, stands for itself. */
function bytesOf(token: string): Uint8Array {
  return bytesOfToken(token) ?? new TextEncoder().encode(token);
}

/** Decodes many ids at once: their bytes one after another, then one look at these as UTF-8. */
export function byteLevelText(tokens: readonly string[]): (ids: ArrayLike<number>) => string {
  let table: { readonly bytes: Uint8Array; readonly starts: Int32Array } | undefined;
  return (ids) => {
    const { bytes, starts } = (table ??= byteTable(tokens));
    let length = 0;
    for (let position = 0; position < ids.length; position++) {
      const id = ids[position]!;
      length += starts[id + 1]! - starts[id]!;
    }
    const text = new Uint8Array(length);
    let end = 0;
    for (let position = 0; position < ids.length; position++) {
      const id = ids[position]!;
      const last = starts[id + 1]!;
      for (let byte = starts[id]!; byte < last; byte++) text[end++] = bytes[byte]!;
    }
    return decodeUtf8(text);
  };
}

/** The bytes of all tokens; those of a token begin at `starts[id]`. */
function byteTable(tokens: readonly string[]) {
  const parts = tokens.map(bytesOf);
  const starts = new Int32Array(parts.length + 1);
  for (const [id, part] of parts.entries()) starts[id + 1] = starts[id]! + part.length;
  const bytes = new Uint8Array(starts[parts.length]!);
  for (const [id, part] of parts.entries()) bytes.set(part, starts[id]);
  return { bytes, starts };
}
