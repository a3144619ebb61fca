import type { TokenSink } from '../token-sink.js';
import type { Utf8Text } from './utf8-text.js';

/** What {@link PieceCache.find} says of a piece that it doesn't have. */
export const unknownPiece = -1;

/** Longer pieces, in bytes, are not kept: they hardly ever come again. */
const longestPiece = 128;
const smallest = 1 << 10;
const largest = 1 << 17;
/** A piece stands at most so far from where its hash says, so that no text can be made to take long. */
const farthest = 32;

/** Fields of a slot: two words of key, the length of the piece in bytes (0 if the slot is empty), and its value. */
const fields = 4;

/**
 * The tokens of pieces that were met before, by the bytes of the piece: an open-addressing table in typed arrays, so
 * that nothing is made to ask it. Pieces of up to 8 bytes are their own key, two words; of a longer one the key is a
 * hash and where its bytes are kept. When it is full it is emptied.
 */
export class PieceCache {
  #slots = new Int32Array(fields * smallest);
  #mask = smallest - 1;
  #count = 0;
  /** The bytes of long pieces. */
  #bytes = new Uint8Array(256);
  #bytesUsed = 0;
  /** Of pieces that are several tokens: how many, then which. */
  #lists = new Int32Array(256);
  #listsUsed = 0;
  /** By the length of a piece, which bits of its two words belong to it: a table, since lengths can't be foretold. */
  readonly #lowMasks = Int32Array.of(0, 0xff, 0xffff, 0xffffff, -1, -1, -1, -1, -1);
  readonly #highMasks = Int32Array.of(0, 0, 0, 0, 0, 0xff, 0xffff, 0xffffff, -1);

  /** The id of a piece that is one token, {@link unknownPiece}, or below that what {@link pushList} takes. */
  find(text: Utf8Text, start: number, length: number): number {
    const slots = this.#slots;
    const { view } = text;
    if (length <= 8) {
      const first = view.getInt32(start, true) & this.#lowMasks[length]!;
      const second = view.getInt32(start + 4, true) & this.#highMasks[length]!;
      const place = mix(first, second, length);
      for (let next = place; next < place + farthest; next++) {
        const slot = fields * (next & this.#mask);
        if (slots[slot] === first && slots[slot + 1] === second && slots[slot + 2] === length) return slots[slot + 3]!;
        if (slots[slot + 2] === 0) return unknownPiece;
      }
      return unknownPiece;
    }
    return length > longestPiece ? unknownPiece : this.#findLong(text, { start, length });
  }

  #findLong({ view, bytes }: Utf8Text, { start, length }: PieceRange): number {
    const slots = this.#slots;
    const hash = this.#hash(view, start, length);
    const place = mix(hash, 0, length);
    for (let next = place; next < place + farthest; next++) {
      const slot = fields * (next & this.#mask);
      const kept = slots[slot + 2];
      if (kept === 0) return unknownPiece;
      if (slots[slot] === hash && kept === length && this.#holds(slots[slot + 1]!, bytes, { start, length })) {
        return slots[slot + 3]!;
      }
    }
    return unknownPiece;
  }

  /** Appends the tokens of a piece that is several. */
  pushList(value: number, sink: TokenSink): void {
    const at = -2 - value;
    const end = at + 1 + this.#lists[at]!;
    for (let place = at + 1; place < end; place++) sink.push(this.#lists[place]!, 0, 0);
  }

  /** Keeps the first `count` of `ids` as the tokens of a piece that {@link find} does not know. */
  add(
    text: Utf8Text,
    { start, length }: PieceRange,
    tokens: { readonly ids: Int32Array; readonly count: number },
  ): void {
    if (length > longestPiece) return;
    if (2 * this.#count > this.#mask) this.#grow();
    const { view } = text;
    const isShort = length <= 8;
    const first = isShort ? view.getInt32(start, true) & this.#lowMasks[length]! : this.#hash(view, start, length);
    const short = isShort ? view.getInt32(start + 4, true) & this.#highMasks[length]! : 0;
    const slot = this.#emptySlot(first, short, length);
    if (slot === undefined) return;
    this.#slots[slot] = first;
    this.#slots[slot + 1] = isShort ? short : this.#keep(text.bytes, { start, length });
    this.#slots[slot + 2] = length;
    this.#slots[slot + 3] = tokens.count === 1 ? tokens.ids[0]! : this.#list(tokens.ids, tokens.count);
    this.#count++;
  }

  #hash(view: DataView, start: number, length: number): number {
    let hash = length;
    let place = 0;
    for (; place + 4 <= length; place += 4) {
      hash = Math.imul(hash ^ view.getInt32(start + place, true), 0x9e3779b1);
      hash ^= hash >>> 16;
    }
    return Math.imul(hash ^ (view.getInt32(start + place, true) & this.#lowMasks[length - place]!), 0x85ebca6b);
  }

  #emptySlot(first: number, second: number, length: number): number | undefined {
    const place = mix(first, second, length);
    for (let next = place; next < place + farthest; next++) {
      const slot = fields * (next & this.#mask);
      if (this.#slots[slot + 2] === 0) return slot;
    }
    return undefined;
  }

  #holds(kept: number, bytes: Uint8Array, { start, length }: PieceRange): boolean {
    for (let place = 0; place < length; place++) {
      if (this.#bytes[kept + place] !== bytes[start + place]) return false;
    }
    return true;
  }

  #keep(bytes: Uint8Array, { start, length }: PieceRange): number {
    const at = this.#bytesUsed;
    this.#bytesUsed += length;
    if (this.#bytesUsed > this.#bytes.length) {
      const longer = new Uint8Array(2 * this.#bytesUsed);
      longer.set(this.#bytes);
      this.#bytes = longer;
    }
    this.#bytes.set(bytes.subarray(start, start + length), at);
    return at;
  }

  #list(ids: Int32Array, count: number): number {
    const at = this.#listsUsed;
    this.#listsUsed += 1 + count;
    if (this.#listsUsed > this.#lists.length) {
      const longer = new Int32Array(2 * this.#listsUsed);
      longer.set(this.#lists);
      this.#lists = longer;
    }
    this.#lists[at] = count;
    this.#lists.set(ids.subarray(0, count), at + 1);
    return -2 - at;
  }

  #grow(): void {
    const old = this.#slots;
    const size = this.#mask + 1;
    this.#slots = new Int32Array(fields * Math.min(2 * size, largest));
    this.#mask = this.#slots.length / fields - 1;
    if (size === largest) {
      this.#count = this.#bytesUsed = this.#listsUsed = 0;
      return;
    }
    for (let slot = 0; slot < old.length; slot += fields) {
      const length = old[slot + 2]!;
      if (length === 0) continue;
      const place = this.#emptySlot(old[slot]!, length <= 8 ? old[slot + 1]! : 0, length);
      if (place !== undefined) this.#slots.set(old.subarray(slot, slot + fields), place);
    }
  }
}

/** Where a piece stands in a text, in bytes. */
export interface PieceRange {
  readonly start: number;
  readonly length: number;
}

function mix(first: number, second: number, length: number): number {
  const hash = Math.imul(first ^ Math.imul(second, 0x9e3779b1) ^ length, 0x85ebca6b);
  return (hash ^ (hash >>> 15)) & 0x3fffffff;
}
