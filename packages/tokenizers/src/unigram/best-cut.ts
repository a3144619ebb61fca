import { unknownText } from '../codec.js';
import { root } from './double-array.js';
import type { PieceScores } from './piece-scores.js';

/** The tokens of one piece of text, from left to right. */
export interface Cut {
  /** Ids, {@link unknownText} for a character without a token; those before `count` are valid. */
  readonly ids: Int32Array;
  readonly count: number;
}

/** Where no cut is known to arrive. */
const unreached = -2;

/**
 * A function that finds the most probable cut of a piece (Viterbi's algorithm), in time linear in its length; of equal
 * ones that with the longest last token, as SentencePiece and Hugging Face's library. The next call overwrites the result.
 */
export function bestCutter({ trie, scores, lengths, unknownScore, longest }: PieceScores): (piece: string) => Cut {
  const { base, check, values, codes } = trie;
  // Only as many sums are kept as a token is long: a ring, so that a text of any length needs little.
  let size = 4;
  while (size <= longest) size *= 2;
  const sums = new Float64Array(size);
  const mask = size - 1;
  let last = new Int32Array(256);

  return (piece) => {
    const { length } = piece;
    if (last.length <= length) last = new Int32Array(Math.max(length + 1, 2 * last.length));
    last.fill(unreached, 0, length + 1);
    sums[0] = 0;
    for (let start = 0; start < length;) {
      const sum = sums[start & mask]!;
      const width = characterWidth(piece, start);
      let isKnown = false;
      let node = root;
      for (let at = start; at < length;) {
        const code = codes[piece.charCodeAt(at)]!;
        if (code === 0) break;
        const next = base[node]! + code;
        if (check[next] !== node) break;
        node = next;
        at++;
        const id = values[node]!;
        if (id < 0) continue;
        if (at === start + width) isKnown = true;
        const candidate = sum + scores[id]!;
        if (last[at] === unreached || candidate > sums[at & mask]!) {
          sums[at & mask] = candidate;
          last[at] = id;
        }
      }
      start += width;
      if (isKnown) continue;
      const candidate = sum + unknownScore;
      if (last[start] === unreached || candidate > sums[start & mask]!) {
        sums[start & mask] = candidate;
        last[start] = unknownText;
      }
    }
    const count = reverse(last, piece, lengths);
    return { ids: last, count };
  };
}

/** How many code units the character at `position` has. */
export function characterWidth(text: string, position: number): 1 | 2 {
  const unit = text.charCodeAt(position);
  if (unit < 0xd800 || unit > 0xdbff || position + 1 >= text.length) return 1;
  const following = text.charCodeAt(position + 1);
  return following >= 0xdc00 && following <= 0xdfff ? 2 : 1;
}

/** How many code units the character that ends before `position` has. */
export function characterWidthBefore(text: string, position: number): 1 | 2 {
  return position >= 2 && characterWidth(text, position - 2) === 2 ? 2 : 1;
}

/** Turns the ids of the tokens that end at each place of the best cut into these ids, in order; returns how many. */
function reverse(last: Int32Array, piece: string, lengths: Int32Array): number {
  // What is written never reaches what is still to be read: each token has at least one code unit.
  let write = piece.length + 1;
  let position = piece.length;
  while (position > 0) {
    const id = last[position]!;
    position -= id >= 0 ? lengths[id]! : characterWidthBefore(piece, position);
    last[--write] = id;
  }
  const count = piece.length + 1 - write;
  last.copyWithin(0, write, piece.length + 1);
  return count;
}
