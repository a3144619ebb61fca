import { unknownText } from '../codec.js';
import { characterWidth } from './best-cut.js';
import { root } from './double-array.js';
import type { PieceScores } from './piece-scores.js';

/** Every token that fits somewhere in a piece of text: the edges of a graph whose paths are the ways to cut it. */
export interface Lattice {
  /** Code units of the piece; places run from 0 to it. */
  readonly length: number;
  /** The first edge that starts at each place, `[length + 1]`; those of one place stand together, the shortest first. */
  readonly firsts: Int32Array;
  /** `[edges]`; an id, or {@link unknownText} for a character without a token. */
  readonly ids: Int32Array;
  /** Where each edge ends, `[edges]`. */
  readonly ends: Int32Array;
  /** Logarithm of the probability of each edge's token, `[edges]`. */
  readonly scores: Float64Array;
}

/** All ways to cut `piece`. */
export function lattice(pieces: PieceScores, piece: string): Lattice {
  const { trie, scores, unknownScore } = pieces;
  const { base, check, values, codes } = trie;
  const { length } = piece;
  const firsts = new Int32Array(length + 1);
  let ids = new Int32Array(4 * length);
  let ends = new Int32Array(ids.length);
  let count = 0;
  const add = (id: number, end: number): void => {
    if (count === ids.length) {
      ids = doubled(ids);
      ends = doubled(ends);
    }
    ids[count] = id;
    ends[count++] = end;
  };
  for (let start = 0; start < length;) {
    const width = characterWidth(piece, start);
    firsts[start] = count;
    let isKnown = false;
    let node = root;
    for (let at = start; at < length;) {
      const code = codes[piece.charCodeAt(at)]!;
      const next = base[node]! + code;
      if (code === 0 || check[next] !== node) break;
      node = next;
      at++;
      if (values[node]! < 0) continue;
      if (at === start + width) isKnown = true;
      add(values[node]!, at);
    }
    start += width;
    if (!isKnown) add(unknownText, start);
    // The place inside a surrogate pair has no edges: those before it belong to the pair's own.
    if (width === 2) firsts[start - 1] = count;
  }
  firsts[length] = count;
  const edgeScores = Float64Array.from(ids.subarray(0, count), (id) =>
    id === unknownText ? unknownScore : scores[id]!,
  );
  return { length, firsts, ids: ids.subarray(0, count), ends: ends.subarray(0, count), scores: edgeScores };
}

function doubled(values: Int32Array): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(2 * values.length);
  longer.set(values);
  return longer;
}
