import { unknownText } from '../codec.js';
import type { PieceModel } from '../codec.js';
import type { TokenizerDescription } from '../description.js';
import type { Vocabulary } from '../vocabulary.js';

/** Each code point is a token or unknown. Added tokens are never those of a character: they are looked for before. */
export function characterModel({ added }: TokenizerDescription, vocabulary: Vocabulary): PieceModel {
  const left = new Set(added.map(({ id }) => id));
  return {
    encode(piece, sink) {
      let position = 0;
      for (const character of piece) {
        const id = vocabulary.idOf(character);
        const end = position + character.length;
        sink.push(id === undefined || left.has(id) ? unknownText : id, position, end);
        position = end;
      }
    },
  };
}
