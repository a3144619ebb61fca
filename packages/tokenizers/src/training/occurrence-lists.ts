import { grown } from './growing-array.js';

/** Memory for positions is taken in blocks of at least so many. */
const blockLength = 1 << 16;

/**
 * Lists of the positions at which pairs stand, each list written once and read once.
 *
 * All lists share a few large blocks of memory: there are as many lists as pairs, most of them short.
 */
export class OccurrenceLists {
  /** The pair of each list. */
  pairs = new Int32Array(1 << 10);
  private size = 0;
  /** By pair: how many of its lists were not taken yet. */
  private waiting = new Int32Array(1 << 10);
  private starts = new Int32Array(1 << 10);
  private lengths = new Int32Array(1 << 10);
  private blockOf = new Int32Array(1 << 10);
  private readonly blocks: Int32Array[] = [];
  private used = 0;
  private reserved = 0;

  /** Room for `length` positions, for the caller to write and to make lists of by {@link add}. */
  reserve(length: number): Int32Array {
    let block = this.blocks[this.blocks.length - 1];
    if (block === undefined || this.used + length > block.length) {
      block = new Int32Array(Math.max(length, blockLength));
      this.blocks.push(block);
      this.used = 0;
    }
    this.reserved = this.used;
    this.used += length;
    return block.subarray(this.reserved, this.used);
  }

  /** A new list of `pair`: the positions from `start` to before `end` of the room that was last reserved. */
  add(pair: number, start: number, end: number): number {
    const list = this.size++;
    if (list === this.pairs.length) {
      this.pairs = grown(this.pairs, 0);
      this.starts = grown(this.starts, 0);
      this.lengths = grown(this.lengths, 0);
      this.blockOf = grown(this.blockOf, 0);
    }
    if (pair >= this.waiting.length) this.waiting = grown(this.waiting, pair + 1);
    this.waiting[pair]!++;
    this.pairs[list] = pair;
    this.starts[list] = this.reserved + start;
    this.lengths[list] = end - start;
    this.blockOf[list] = this.blocks.length - 1;
    return list;
  }

  /** The positions of `list`, which waits no longer. */
  take(list: number): Int32Array {
    this.waiting[this.pairs[list]!]!--;
    const start = this.starts[list]!;
    return this.blocks[this.blockOf[list]!]!.subarray(start, start + this.lengths[list]!);
  }

  /** Whether lists of `pair` wait. */
  isWaiting(pair: number): boolean {
    return this.waiting[pair]! > 0;
  }
}
