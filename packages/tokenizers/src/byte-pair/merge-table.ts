import type { BytePairModelDescription } from '../description.js';
import type { Vocabulary } from '../vocabulary.js';

/** The rank of a pair that is not merged: behind all ranks. */
export const neverMerged = 0x7fffffff;

/** Which pairs of ids are merged, in which order, to which id: an open-addressing table in one typed array. */
export class MergeTable {
  /** The id that the merge of each rank makes. */
  readonly merged: Int32Array;
  /** Left id, right id and rank of each slot; a left id of -1 marks an empty one. */
  readonly #slots: Int32Array;
  readonly #mask: number;

  /** The table of a model; a pair that is listed twice has its last place, as in Hugging Face's. */
  constructor({ merges, continuingPrefix = '' }: BytePairModelDescription, { tokens, idOf }: Vocabulary) {
    let size = 16;
    while (size < 2 * merges.length) size *= 2;
    this.#mask = size - 1;
    this.#slots = new Int32Array(3 * size).fill(-1);
    this.merged = new Int32Array(merges.length);
    for (let rank = 0; rank < merges.length; rank++) {
      const [left, right] = merges[rank]!;
      const behind = tokens[right]!;
      const unmarked = behind.startsWith(continuingPrefix) ? behind.slice(continuingPrefix.length) : behind;
      this.merged[rank] = idOf(tokens[left]! + unmarked)!;
      const slot = this.#find(left, right);
      this.#slots[slot] = left;
      this.#slots[slot + 1] = right;
      this.#slots[slot + 2] = rank;
    }
  }

  /** The place of a pair in the order of merges, or {@link neverMerged}; text without a token is never merged. */
  rank(left: number, right: number): number {
    const slot = this.#find(left, right);
    return this.#slots[slot] === -1 ? neverMerged : this.#slots[slot + 2]!;
  }

  #find(left: number, right: number): number {
    const slots = this.#slots;
    let place = (Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b)) >>> 0;
    place ^= place >>> 15;
    for (; ; place++) {
      const slot = 3 * (place & this.#mask);
      const found = slots[slot]!;
      if (found === -1 || (found === left && slots[slot + 1] === right)) return slot;
    }
  }
}
