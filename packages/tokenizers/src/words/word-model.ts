import { unknownText } from '../codec.js';
import type { PieceModel } from '../codec.js';
import type { TokenizerDescription } from '../description.js';
import type { Vocabulary } from '../vocabulary.js';

/**
 * Each piece is a token or unknown. Tokens that are looked for in text before all else are never those of a piece, so
 * that `special: 'as-text'` can't write them; '' can't be written anyway, only given by a caller's function.
 */
export function wordModel(description: TokenizerDescription, vocabulary: Vocabulary): PieceModel {
  const added = new Set(description.added.map(({ id }) => description.tokens[id]).filter((form) => form !== ''));
  return {
    encode(piece, sink) {
      const id = added.has(piece) ? undefined : vocabulary.idOf(piece);
      sink.push(id ?? unknownText, 0, piece.length);
    },
  };
}
