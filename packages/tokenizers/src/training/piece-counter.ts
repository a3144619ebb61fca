import { grown } from './growing-array.js';

/**
 * How often each piece of text occurs, in the order in which pieces are first seen.
 *
 * Pieces are hashed and compared where they stand in the text: no substring is made, and what is kept of a piece are
 * its code units in one flat array. A hundred megabytes of text have millions of pieces, of which few are different.
 */
export class PieceCounter {
  /** The code units of all pieces, one piece after the other. */
  units = new Uint16Array(1 << 12);
  /** Where each piece ends in `units`; the next one begins there. */
  ends = new Int32Array(1 << 10);
  /** How often each piece occurs. */
  counts = new Float64Array(1 << 10);
  /** How many different pieces there are. */
  size = 0;
  /** How often each piece that is added counts from now on. */
  times = 1;
  private hashes = new Int32Array(1 << 10);
  /** Piece numbers by hash, open addressing; -1 is free. */
  private table = new Int32Array(1 << 11).fill(-1);

  /** Counts the piece of `text` from `start` to before `end`, which is not empty, {@link times} times. */
  add(text: string, start: number, end: number): void {
    let hash = end - start;
    for (let position = start; position < end; position++) {
      hash = Math.imul(hash ^ text.charCodeAt(position), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    const { table, hashes } = this;
    const mask = table.length - 1;
    let slot = hash & mask;
    for (let piece = table[slot]!; piece >= 0; piece = table[slot]!) {
      if (
        hashes[piece] === hash &&
        this.ends[piece]! - this.start(piece) === end - start &&
        this.holds(piece, text, start)
      ) {
        this.counts[piece]! += this.times;
        return;
      }
      slot = (slot + 1) & mask;
    }
    table[slot] = this.append(text, start, end);
    // The arrays may have been replaced by longer ones.
    this.hashes[this.size - 1] = hash;
    this.counts[this.size - 1] = this.times;
    if (2 * this.size > table.length) this.rehash();
  }

  /** Where `piece` begins in `units`. */
  start(piece: number): number {
    return piece === 0 ? 0 : this.ends[piece - 1]!;
  }

  /** The text of `piece`. */
  text(piece: number): string {
    let text = '';
    // In parts: a call takes only so many arguments.
    for (let position = this.start(piece); position < this.ends[piece]!; position += 4096) {
      const end = Math.min(position + 4096, this.ends[piece]!);
      text += String.fromCharCode(...this.units.subarray(position, end));
    }
    return text;
  }

  /** Whether the text from `start` on begins with `piece`. */
  private holds(piece: number, text: string, start: number): boolean {
    const { units } = this;
    const end = this.ends[piece]!;
    for (let unit = this.start(piece), position = start; unit < end; unit++, position++) {
      if (units[unit] !== text.charCodeAt(position)) return false;
    }
    return true;
  }

  private append(text: string, start: number, end: number): number {
    const piece = this.size++;
    if (piece === this.ends.length) {
      this.ends = grown(this.ends, 0);
      this.counts = grown(this.counts, 0);
      this.hashes = grown(this.hashes, 0);
    }
    let unit = this.start(piece);
    const after = unit + end - start;
    if (after > this.units.length) this.units = grown(this.units, after);
    for (let position = start; position < end; position++) this.units[unit++] = text.charCodeAt(position);
    this.ends[piece] = after;
    return piece;
  }

  private rehash(): void {
    const table = new Int32Array(2 * this.table.length).fill(-1);
    const mask = table.length - 1;
    for (let piece = 0; piece < this.size; piece++) {
      let slot = this.hashes[piece]! & mask;
      while (table[slot]! >= 0) slot = (slot + 1) & mask;
      table[slot] = piece;
    }
    this.table = table;
  }
}
