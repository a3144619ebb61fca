import { unknownText } from '../codec.js';
import type { PieceModel } from '../codec.js';
import type { TokenizerDescription } from '../description.js';
import type { Vocabulary } from '../vocabulary.js';

/**
 * Each piece is a token or unknown. Tokens that are looked for in text before all else are never those of a piece, so
 * that `special: 'as-text'` can't write them.
 */
export function wordModel(description: TokenizerDescription, vocabulary: Vocabulary): PieceModel {
  const added = new Set(description.added.map(({ id }) => id));
  return {
    encode(piece, sink) {
      const id = vocabulary.idOf(piece);
      sink.push(id === undefined || added.has(id) ? unknownText : id, 0, piece.length);
    },
  };
}
