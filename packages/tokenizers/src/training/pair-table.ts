import { grown } from './growing-array.js';

/** Pairs of neighbouring tokens, each with a number of its own and how often it is said to occur. */
export class PairTable {
  left = new Int32Array(1 << 10);
  right = new Int32Array(1 << 10);
  counts = new Float64Array(1 << 10);
  /** How many pairs there are; their numbers run from 0. */
  size = 0;
  /** Pair numbers by hash, open addressing; -1 is free. */
  private table = new Int32Array(1 << 11).fill(-1);

  /** The number of the pair, a new one with count 0 if it isn't in the table. */
  numberOf(left: number, right: number): number {
    const { table } = this;
    const mask = table.length - 1;
    let slot = hashOf(left, right) & mask;
    for (let pair = table[slot]!; pair >= 0; pair = table[slot]!) {
      if (this.left[pair] === left && this.right[pair] === right) return pair;
      slot = (slot + 1) & mask;
    }
    const pair = this.size++;
    if (pair === this.left.length) {
      this.left = grown(this.left, 0);
      this.right = grown(this.right, 0);
      this.counts = grown(this.counts, 0);
    }
    this.left[pair] = left;
    this.right[pair] = right;
    table[slot] = pair;
    if (2 * this.size > table.length) this.rehash();
    return pair;
  }

  private rehash(): void {
    const table = new Int32Array(2 * this.table.length).fill(-1);
    const mask = table.length - 1;
    for (let pair = 0; pair < this.size; pair++) {
      let slot = hashOf(this.left[pair]!, this.right[pair]!) & mask;
      while (table[slot]! >= 0) slot = (slot + 1) & mask;
      table[slot] = pair;
    }
    this.table = table;
  }
}

function hashOf(left: number, right: number): number {
  const hash = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b);
  return hash ^ (hash >>> 15);
}
