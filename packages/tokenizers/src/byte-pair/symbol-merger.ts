import type { BytePairDropout } from '../tokenizer.js';
import { neverMerged } from './merge-table.js';
import type { MergeTable } from './merge-table.js';
import { NumberHeap } from './number-heap.js';

/** Up to this many symbols, looking at all pairs for the one that comes first is faster than a heap. */
const few = 512;

/** Merges symbols in the order of a {@link MergeTable}; working memory is kept between calls. */
export class SymbolMerger {
  /** The symbols before a merge, the tokens behind it. */
  ids = new Int32Array(64);
  /** How many symbols stand before each token, and behind the last one. */
  starts = new Int32Array(65);
  #ranks = new Int32Array(64);
  #next = new Int32Array(0);
  #previous = new Int32Array(0);
  readonly #heap = new NumberHeap();
  readonly #table: MergeTable;

  constructor(table: MergeTable) {
    this.#table = table;
  }

  /** Makes room for `count` symbols; what stands in {@link ids} is lost. */
  reserve(count: number): void {
    if (count <= this.ids.length) return;
    const length = Math.max(count, 2 * this.ids.length);
    this.ids = new Int32Array(length);
    this.starts = new Int32Array(length + 1);
    this.#ranks = new Int32Array(length);
  }

  /**
   * Merges the first `count` symbols of {@link ids}: of all pairs the first in the order of merges, of equal ones the
   * leftmost, until none is left.
   *
   * With dropout each pair that is due is passed over with that probability, until the next merge (Provilkov et al.,
   * "BPE-Dropout", 2020).
   *
   * @returns how many tokens are left in {@link ids} and {@link starts}
   */
  merge(count: number, dropout?: BytePairDropout): number {
    if (count === 0) return 0;
    if (dropout !== undefined && dropout.dropout > 0) return this.#mergeByHeap(count, dropout);
    return count <= few ? this.#mergeFew(count) : this.#mergeByHeap(count, undefined);
  }

  /** Looks for the pair that comes first, and merges it wherever it stands, again and again. */
  #mergeFew(symbols: number): number {
    const table = this.#table;
    const { ids, starts } = this;
    const ranks = this.#ranks;
    for (let place = 0; place < symbols; place++) {
      starts[place] = place;
      ranks[place] = place + 1 < symbols ? table.rank(ids[place]!, ids[place + 1]!) : neverMerged;
    }
    let count = symbols;
    for (;;) {
      let first = 0;
      for (let place = 1; place < count; place++) if (ranks[place]! < ranks[first]!) first = place;
      if (ranks[first] === neverMerged) break;
      count = this.#mergeRank(ranks[first]!, first, count);
    }
    starts[count] = symbols;
    return count;
  }

  /** Merges the pair of a rank from the place `first` on; stops where that makes a pair that comes before it. */
  #mergeRank(rank: number, first: number, count: number): number {
    const table = this.#table;
    const { ids, starts } = this;
    const ranks = this.#ranks;
    const merged = table.merged[rank]!;
    let lowest = rank;
    let kept = first;
    for (let place = first; place < count; place++, kept++) {
      starts[kept] = starts[place]!;
      if (ranks[place] !== rank || lowest !== rank) {
        ids[kept] = ids[place]!;
        ranks[kept] = ranks[place]!;
        continue;
      }
      place++;
      ids[kept] = merged;
      if (kept > 0) lowest = Math.min(lowest, (ranks[kept - 1] = table.rank(ids[kept - 1]!, merged)));
      ranks[kept] = place + 1 < count ? table.rank(merged, ids[place + 1]!) : neverMerged;
      lowest = Math.min(lowest, ranks[kept]!);
    }
    return kept;
  }

  /** With a heap, which gives the pairs in their order whatever happens to those before. */
  #mergeByHeap(symbols: number, dropout: BytePairDropout | undefined): number {
    const table = this.#table;
    const heap = this.#heap;
    const ids = this.ids;
    if (this.#next.length < symbols) {
      this.#next = new Int32Array(ids.length);
      this.#previous = new Int32Array(ids.length);
    }
    const next = this.#next;
    const previous = this.#previous;
    /** Pairs are ordered by rank, then place; a pair that has changed since is not taken out but found out. */
    const enqueue = (place: number, following: number): void => {
      const rank = table.rank(ids[place]!, ids[following]!);
      if (rank !== neverMerged) heap.push(rank * symbols + place);
    };
    heap.clear();
    for (let place = 0; place < symbols; place++) {
      next[place] = place + 1;
      previous[place] = place - 1;
      if (place > 0) enqueue(place - 1, place);
    }
    const passedOver: number[] = [];
    while (heap.size > 0) {
      const key = heap.pop();
      const rank = Math.floor(key / symbols);
      const place = key - rank * symbols;
      const following = next[place]!;
      if (following === symbols || table.rank(ids[place]!, ids[following]!) !== rank) continue;
      if (dropout !== undefined && dropout.random.uniform() < dropout.dropout) {
        passedOver.push(key);
        continue;
      }
      for (const waiting of passedOver) heap.push(waiting);
      passedOver.length = 0;
      ids[place] = table.merged[rank]!;
      ids[following] = gone;
      const behind = next[following]!;
      next[place] = behind;
      if (behind < symbols) {
        previous[behind] = place;
        enqueue(place, behind);
      }
      if (previous[place]! >= 0) enqueue(previous[place]!, place);
    }
    return this.#gather(symbols);
  }

  /** Brings the tokens that are left together. */
  #gather(symbols: number): number {
    let count = 0;
    for (let place = 0; place < symbols; place = this.#next[place]!) {
      this.ids[count] = this.ids[place]!;
      this.starts[count++] = place;
    }
    this.starts[count] = symbols;
    return count;
  }
}

/** In place of the id of a symbol that has become part of the token before it. */
const gone = -2;
