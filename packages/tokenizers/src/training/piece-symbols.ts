import type { PieceCounter } from './piece-counter.js';

/** In {@link PieceSymbols}: here a piece ends and the next begins. */
export const boundary = -1;

/** Counted pieces laid out for merging, piece behind piece in flat arrays. */
export interface PieceSymbols {
  /** The code points (later: token ids) of the pieces, with a {@link boundary} before, between and behind them. */
  symbols: Int32Array;
  /** How often the piece occurs that each symbol belongs to. */
  weights: Int32Array | Float64Array;
}

/** The code points of each piece. */
export function layOutCharacters(pieces: PieceCounter): PieceSymbols {
  let length = pieces.size + 1;
  const { units, ends } = pieces;
  for (let position = 0; position < pieces.start(pieces.size); position++) {
    if (!isLowSurrogate(units[position]!)) length++;
  }
  const laidOut = allocate(pieces, length);
  const { symbols, weights } = laidOut;
  let slot = 0;
  for (let piece = 0, position = 0; piece < pieces.size; piece++) {
    symbols[slot++] = boundary;
    const weight = pieces.counts[piece]!;
    while (position < ends[piece]!) {
      const codePoint = codePointAt(units, position);
      position += codePoint > 0xffff ? 2 : 1;
      weights[slot] = weight;
      symbols[slot++] = codePoint;
    }
  }
  symbols[slot] = boundary;
  return laidOut;
}

/**
 * The UTF-8 bytes of each piece, as characters of an alphabet.
 *
 * @param alphabet the code point that stands for each of the 256 bytes
 */
export function layOutBytes(pieces: PieceCounter, alphabet: ArrayLike<number>): PieceSymbols {
  let length = pieces.size + 1;
  const { units, ends } = pieces;
  for (let position = 0; position < pieces.start(pieces.size); position++) {
    const unit = units[position]!;
    // Each half of a surrogate pair stands for two of its four bytes.
    length += unit < 0x80 ? 1 : unit < 0x800 || isSurrogate(unit) ? 2 : 3;
  }
  const laidOut = allocate(pieces, length);
  const { symbols, weights } = laidOut;
  let slot = 0;
  for (let piece = 0, position = 0; piece < pieces.size; piece++) {
    const start = slot;
    symbols[slot++] = boundary;
    while (position < ends[piece]!) {
      const codePoint = codePointAt(units, position);
      position += codePoint > 0xffff ? 2 : 1;
      if (codePoint < 0x80) {
        symbols[slot++] = alphabet[codePoint]!;
        continue;
      }
      if (codePoint < 0x800) {
        symbols[slot++] = alphabet[0xc0 | (codePoint >> 6)]!;
      } else {
        if (codePoint < 0x10000) {
          symbols[slot++] = alphabet[0xe0 | (codePoint >> 12)]!;
        } else {
          symbols[slot++] = alphabet[0xf0 | (codePoint >> 18)]!;
          symbols[slot++] = alphabet[0x80 | ((codePoint >> 12) & 0x3f)]!;
        }
        symbols[slot++] = alphabet[0x80 | ((codePoint >> 6) & 0x3f)]!;
      }
      symbols[slot++] = alphabet[0x80 | (codePoint & 0x3f)]!;
    }
    weights.fill(pieces.counts[piece]!, start + 1, slot);
  }
  symbols[slot] = boundary;
  return laidOut;
}

function allocate(pieces: PieceCounter, length: number): PieceSymbols {
  let largest = 0;
  for (let piece = 0; piece < pieces.size; piece++) largest = Math.max(largest, pieces.counts[piece]!);
  const Weights = largest > 0x7fffffff ? Float64Array : Int32Array;
  return { symbols: new Int32Array(length), weights: new Weights(length) };
}

function codePointAt(units: Uint16Array, position: number): number {
  const unit = units[position]!;
  if (unit < 0xd800 || unit > 0xdbff) return unit;
  return ((unit - 0xd800) << 10) + units[position + 1]! - 0xdc00 + 0x10000;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
