import { unknownText } from '../codec.js';
import type { BytePairModelDescription } from '../description.js';
import type { Vocabulary } from '../vocabulary.js';

/** A piece before the merges: symbols, and where each stands in the piece, in code units. */
export interface PieceSymbols {
  readonly ids: readonly number[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/**
 * The function that cuts a piece into the symbols that are merged: its characters, with the marks of their place in the
 * piece; for unknown characters the tokens of their bytes, or {@link unknownText}, or nothing.
 */
export function symbolReader(model: BytePairModelDescription, vocabulary: Vocabulary): (piece: string) => PieceSymbols {
  const { continuingPrefix = '', endOfWordSuffix = '', fuseUnknown = false, byteFallback = false } = model;
  const leavesOutUnknown = model.leaveOutUnknown === true && vocabulary.special.unknown === undefined;

  /** The ids of a marked character: one, or one for each byte (marks included), or one unknown. */
  const idsOf = (symbol: string): readonly number[] => {
    const id = vocabulary.idOf(symbol);
    if (id !== undefined) return [id];
    const bytes = byteFallback ? Array.from(new TextEncoder().encode(symbol), (byte) => byteId(byte, vocabulary)) : [];
    return bytes.length > 0 && !bytes.includes(unknownText) ? bytes : [unknownText];
  };

  return (piece) => {
    const ids: number[] = [];
    const starts: number[] = [];
    const ends: number[] = [];
    let start = 0;
    for (const character of piece) {
      const end = start + character.length;
      const symbol = (start > 0 ? continuingPrefix : '') + character + (end === piece.length ? endOfWordSuffix : '');
      for (const id of idsOf(symbol)) {
        if (leavesOutUnknown && id === unknownText) continue;
        if (fuseUnknown && id === unknownText && ids.at(-1) === unknownText) {
          ends[ends.length - 1] = end;
          continue;
        }
        ids.push(id);
        starts.push(start);
        ends.push(end);
      }
      start = end;
    }
    return { ids, starts, ends };
  };
}

/** The id of a token such as <0xE2>. */
function byteId(byte: number, vocabulary: Vocabulary): number {
  return vocabulary.idOf(`<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`) ?? unknownText;
}
