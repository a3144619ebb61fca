import { slice } from '../aligned-text.js';
import type { AlignedText } from '../aligned-text.js';
import type { PreTokenizerDescription } from './description.js';
import type { PreTokenizer } from './piece-stage.js';

/** Joins as many neighbouring pieces as each length says, length after length. */
export function nGrams({ lengths, separator }: Extract<PreTokenizerDescription, { type: 'n-grams' }>): PreTokenizer {
  return (next) => {
    const pieces: AlignedText[] = [];
    return {
      receive: (source, start, end) => pieces.push(slice(source, start, end)),
      finish() {
        for (const length of lengths) {
          for (let first = 0; first + length <= pieces.length; first++) {
            const gram = join(pieces.slice(first, first + length), separator);
            next(gram, 0, gram.text.length);
          }
        }
      },
    };
  };
}

/** A separator stands where the piece before it ends. */
function join(pieces: readonly AlignedText[], separator: string): AlignedText {
  const text = pieces.map((piece) => piece.text).join(separator);
  if (pieces.some(({ starts }) => starts === undefined)) return { text, starts: undefined, ends: undefined };
  const [starts, ends] = [new Int32Array(text.length), new Int32Array(text.length)];
  let position = 0;
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) {
      const before = ends[position - 1]!;
      starts.fill(before, position, position + separator.length);
      ends.fill(before, position, position + separator.length);
      position += separator.length;
    }
    starts.set(piece.starts!, position);
    ends.set(piece.ends!, position);
    position += piece.text.length;
  }
  return { text, starts, ends };
}
