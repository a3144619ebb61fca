import type { Tokenizer } from '@refrain/tokenizers';

/** A text as the pieces that its tokens stand for; what lies between two belongs to the second. */
export function piecesOf(tokenizer: Tokenizer, text: string): { readonly ids: Int32Array; readonly pieces: string[] } {
  const { ids, offsets } = tokenizer.encodeWithOffsets(text, { special: 'as-text' });
  let start = 0;
  const pieces = Array.from(ids, (_, token) => {
    const end = token === ids.length - 1 ? text.length : Math.max(start, offsets[2 * token + 1]!);
    const piece = text.slice(start, end);
    start = end;
    return piece;
  });
  return { ids, pieces };
}
