import { grown } from './growing-array.js';
import type { OccurrenceLists } from './occurrence-lists.js';
import type { PairTable } from './pair-table.js';

/**
 * Lists of occurrences that wait to be merged: that of the most frequent pair first; of those that tie, that of the
 * pair of smaller ids; of those of one pair, the older.
 *
 * A binary heap. It keeps the count that the pair of a list had when the list was pushed: who takes the first one
 * compares it with the count in the table, and puts the list back with the new count if that has changed.
 */
export class PairQueue {
  private size = 0;
  private entries = new Int32Array(1 << 10);
  private counts = new Float64Array(1 << 10);

  constructor(
    private readonly pairs: PairTable,
    private readonly lists: OccurrenceLists,
  ) {}

  /** The list that {@link pop} takes away, -1 if there is none. */
  get first(): number {
    return this.size === 0 ? -1 : this.entries[0]!;
  }

  /** The count with which that list was pushed. */
  get firstCount(): number {
    return this.counts[0]!;
  }

  push(list: number, count: number): void {
    if (this.size === this.entries.length) {
      this.entries = grown(this.entries, 0);
      this.counts = grown(this.counts, 0);
    }
    let place = this.size++;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!this.precedes(list, count, parent)) break;
      this.put(place, this.entries[parent]!, this.counts[parent]!);
      place = parent;
    }
    this.put(place, list, count);
  }

  pop(): void {
    this.size--;
    if (this.size > 0) this.putFirst(this.entries[this.size]!, this.counts[this.size]!);
  }

  /** Gives the first list another count, and so another place. */
  replaceFirst(count: number): void {
    this.putFirst(this.entries[0]!, count);
  }

  private putFirst(list: number, count: number): void {
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= this.size) break;
      const sibling = child + 1;
      if (sibling < this.size && this.precedes(this.entries[sibling]!, this.counts[sibling]!, child)) child = sibling;
      if (this.precedes(list, count, child)) break;
      this.put(place, this.entries[child]!, this.counts[child]!);
      place = child;
    }
    this.put(place, list, count);
  }

  private put(place: number, list: number, count: number): void {
    this.entries[place] = list;
    this.counts[place] = count;
  }

  /** Whether a list with its count comes before the one at `place`. */
  private precedes(list: number, count: number, place: number): boolean {
    const otherCount = this.counts[place]!;
    if (count !== otherCount) return count > otherCount;
    const other = this.entries[place]!;
    const pair = this.lists.pairs[list]!;
    const otherPair = this.lists.pairs[other]!;
    const { left, right } = this.pairs;
    if (left[pair] !== left[otherPair]) return left[pair]! < left[otherPair]!;
    if (right[pair] !== right[otherPair]) return right[pair]! < right[otherPair]!;
    return list < other;
  }
}
