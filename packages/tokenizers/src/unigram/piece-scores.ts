import type { TokenizerDescription } from '../description.js';
import { pieceTrie } from './piece-trie.js';
import type { PieceTrie } from './piece-trie.js';

/** A unigram model ready to cut text. */
export interface PieceScores {
  readonly trie: PieceTrie;
  /** Natural logarithm of each token's probability, by id. */
  readonly scores: Float64Array;
  /** Code units of each token, by id. */
  readonly lengths: Int32Array;
  /** The score of a character that is no token. */
  readonly unknownScore: number;
  /** The most code units that a token has. */
  readonly longest: number;
  /** The ids of <0x00> to <0xFF>, -1 where there is none; undefined without byte fallback. */
  readonly bytes: Int32Array | undefined;
}

/** How much worse than the worst token an unknown character is, in SentencePiece and Hugging Face's library alike. */
const unknownPenalty = 10;

/**
 * The pieces of a unigram tokenizer with their scores. Added tokens are no pieces, as they are found before, and with
 * byte fallback the tokens of bytes are none: the text '<0x41>' is not an 'A'.
 */
export function pieceScores({ tokens, added, model }: TokenizerDescription): PieceScores {
  if (model.type !== 'unigram')
    throw new TypeError(`A unigram model expects its own description; received ${model.type}.`);
  const scores = Float64Array.from(model.scores);
  const bytes = model.byteFallback ? byteIds(tokens) : undefined;
  const excluded = new Set([...added.map(({ id }) => id), ...(bytes ?? [])]);
  const ids = [...tokens.keys()].filter((id) => !excluded.has(id));
  let lowest = Infinity;
  let longest = 1;
  for (const id of ids) {
    lowest = Math.min(lowest, scores[id]!);
    longest = Math.max(longest, tokens[id]!.length);
  }
  return {
    trie: pieceTrie(tokens, ids),
    scores,
    lengths: Int32Array.from(tokens, (token) => token.length),
    unknownScore: (ids.length > 0 ? lowest : 0) - unknownPenalty,
    longest,
    bytes,
  };
}

/** The token of a byte, such as <0x0A>. */
export function byteToken(byte: number): string {
  return `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`;
}

function byteIds(tokens: readonly string[]): Int32Array {
  const ids = new Map(tokens.map((token, id) => [token, id]));
  return Int32Array.from({ length: 256 }, (_, byte) => ids.get(byteToken(byte)) ?? -1);
}
