import type { TokenSink } from '../token-sink.js';

/** Pieces of more code units are seldom seen twice. */
export const longestRemembered = 40;
/** So many pieces, code units and tokens are remembered before all are forgotten: a few megabytes. */
const mostPieces = 1 << 15;
const mostUnits = 1 << 19;
const mostTokens = 1 << 18;

/** What a piece has in the table: where its code units and its tokens are. */
const [keyStart, keyLength, firstToken, tokenCount] = [0, 1, 2, 3] as const;
const fields = 4;

/**
 * Remembers the tokens of pieces, which come again and again in any text. The code units of a piece are hashed where
 * they stand, so that a piece that is known costs no string of its own.
 */
export class PieceMemory {
  /** The ids of all remembered tokens. */
  ids = new Int32Array(1 << 12);
  /** Their offsets in their pieces, as pairs of code units. */
  offsets = new Int32Array(1 << 13);
  /** Where the tokens of the piece that was last found or added are. */
  first = 0;
  count = 0;

  private readonly slots = new Int32Array(2 * mostPieces).fill(-1);
  private readonly pieces = new Int32Array(fields * mostPieces);
  private pieceCount = 0;
  private keys = new Uint16Array(1 << 13);
  private unitCount = 0;
  private tokens = 0;
  /** Where the last search ended. */
  private slot = 0;

  /** Whether the piece of `text` is known; `first` and `count` then say where its tokens are. */
  find(text: string, start: number, end: number): boolean {
    let hash = end - start;
    for (let position = start; position < end; position++) {
      hash = Math.imul(hash ^ text.charCodeAt(position), 0x01000193);
    }
    hash ^= hash >>> 15;
    const mask = this.slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const piece = this.slots[slot]!;
      if (piece === -1) {
        this.slot = slot;
        return false;
      }
      if (!this.isPiece(piece, text, { start, end })) continue;
      this.first = this.pieces[piece + firstToken]!;
      this.count = this.pieces[piece + tokenCount]!;
      return true;
    }
  }

  /** Remembers the tokens of the piece that was just looked for in vain. */
  add(piece: string, { ids, offsets, count }: TokenSink): void {
    if (this.isFull(piece.length, count)) {
      this.forget();
      this.find(piece, 0, piece.length);
    }
    this.keys = grown(this.keys, this.unitCount + piece.length);
    this.ids = grown(this.ids, this.tokens + count);
    this.offsets = grown(this.offsets, 2 * (this.tokens + count));
    const entry = fields * this.pieceCount++;
    this.slots[this.slot] = entry;
    this.pieces[entry + keyStart] = this.unitCount;
    this.pieces[entry + keyLength] = piece.length;
    this.pieces[entry + firstToken] = this.first = this.tokens;
    this.pieces[entry + tokenCount] = this.count = count;
    for (let unit = 0; unit < piece.length; unit++) this.keys[this.unitCount++] = piece.charCodeAt(unit);
    this.ids.set(ids.subarray(0, count), this.tokens);
    this.offsets.set(offsets!.subarray(0, 2 * count), 2 * this.tokens);
    this.tokens += count;
  }

  private isPiece(piece: number, text: string, { start, end }: { readonly start: number; readonly end: number }) {
    if (this.pieces[piece + keyLength] !== end - start) return false;
    let key = this.pieces[piece + keyStart]!;
    for (let position = start; position < end; position++) {
      if (this.keys[key++] !== text.charCodeAt(position)) return false;
    }
    return true;
  }

  private isFull(units: number, tokens: number): boolean {
    return this.pieceCount === mostPieces || this.unitCount + units > mostUnits || this.tokens + tokens > mostTokens;
  }

  private forget(): void {
    this.slots.fill(-1);
    this.pieceCount = this.unitCount = this.tokens = 0;
  }
}

function grown<Values extends Int32Array | Uint16Array>(values: Values, length: number): Values {
  if (length <= values.length) return values;
  const longer = new (values.constructor as new (length: number) => Values)(Math.max(length, 2 * values.length));
  longer.set(values);
  return longer;
}
