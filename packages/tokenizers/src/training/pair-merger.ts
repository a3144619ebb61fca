import { grown } from './growing-array.js';
import { NeighbourChanges } from './neighbour-changes.js';
import { OccurrenceLists } from './occurrence-lists.js';
import { PairQueue } from './pair-queue.js';
import { PairTable } from './pair-table.js';
import { boundary } from './piece-symbols.js';
import type { PieceSymbols } from './piece-symbols.js';

/** In a slot inside of a symbol that tells nothing. */
const inside = -2;

/** What stands in the second and the last slot of a symbol that has two or more: its span, told apart from all else. */
const spanCode = (span: number): number => -1 - span;
const isSpanCode = (value: number): boolean => value < inside;

/** A pair and the id of the token that it becomes. */
interface Merge {
  readonly left: number;
  readonly right: number;
  readonly id: number;
}

/**
 * Pieces whose symbols are merged pair by pair, with the counts of all pairs kept up to date.
 *
 * A merged symbol keeps the slots of its parts: its id stands in the first; the second and the last tell its span, so
 * that both neighbours are found without links. A pair knows the positions at which it came to stand; those at which
 * it no longer does are seen when they are visited. So the work for a merge is that of the occurrences it merges,
 * however long their pieces are.
 *
 * Counts are those of Hugging Face's trainer, which leaves the count of a pair that was merged as it was. That shows
 * where two pairs spell the same token: the second one brings new occurrences of pairs that were counted before, or
 * still wait; these then wait twice, each time with some of their pieces.
 */
export class PairMerger {
  private readonly symbols: Int32Array;
  private readonly weights: Int32Array | Float64Array;
  private readonly maximumLength: number;
  private readonly pairs = new PairTable();
  private readonly lists = new OccurrenceLists();
  private readonly queue = new PairQueue(this.pairs, this.lists);
  private readonly before: NeighbourChanges;
  private readonly after: NeighbourChanges;

  /**
   * @param pieces ids in place of code points; they are changed
   * @param options.vocabularySize no id reaches it
   * @param options.maximumLength pairs that are as long as this, in first symbols, are not merged, except those of two
   */
  constructor(
    { symbols, weights }: PieceSymbols,
    { vocabularySize, maximumLength }: { readonly vocabularySize: number; readonly maximumLength: number },
  ) {
    this.symbols = symbols;
    this.weights = weights;
    this.maximumLength = maximumLength;
    this.before = new NeighbourChanges(vocabularySize);
    this.after = new NeighbourChanges(vocabularySize);
    this.countPairs();
  }

  /** The most frequent pair, of those that tie the one of smaller ids; undefined if no pair waits. */
  next(): { readonly left: number; readonly right: number; readonly count: number } | undefined {
    const { pairs, queue } = this;
    for (;;) {
      if (queue.first === -1) return undefined;
      const pair = this.lists.pairs[queue.first]!;
      const count = pairs.counts[pair]!;
      if (queue.firstCount === count) return { left: pairs.left[pair]!, right: pairs.right[pair]!, count };
      queue.replaceFirst(count);
    }
  }

  /** Merges the pair that {@link next} gave, which is no longer next, into symbols `id`. */
  merge(id: number): void {
    const list = this.queue.first;
    this.queue.pop();
    const pair = this.lists.pairs[list]!;
    const merge = { left: this.pairs.left[pair]!, right: this.pairs.right[pair]!, id };
    const positions = this.lists.take(list);
    if (this.lists.isWaiting(pair)) this.mergePiecesAt(positions, merge);
    else for (let index = 0; index < positions.length; index++) this.mergeAt(positions[index]!, merge);
    this.settle(merge);
  }

  /** Counts neighbours, and lists where they stand. */
  private countPairs(): void {
    const { symbols, weights, pairs, lists } = this;
    let cursors = new Int32Array(1 << 10);
    let total = 0;
    for (let slot = 1; slot + 1 < symbols.length; slot++) {
      if (symbols[slot] === boundary || symbols[slot + 1] === boundary) continue;
      const pair = pairs.numberOf(symbols[slot]!, symbols[slot + 1]!);
      pairs.counts[pair]! += weights[slot]!;
      if (pair >= cursors.length) cursors = grown(cursors, pair + 1);
      cursors[pair]!++;
      total++;
    }
    const room = lists.reserve(total);
    let start = 0;
    for (let pair = 0; pair < pairs.size; pair++) {
      const length = cursors[pair]!;
      cursors[pair] = start;
      this.queue.push(lists.add(pair, start, start + length), pairs.counts[pair]!);
      start += length;
    }
    for (let slot = 1; slot + 1 < symbols.length; slot++) {
      if (symbols[slot] === boundary || symbols[slot + 1] === boundary) continue;
      room[cursors[pairs.numberOf(symbols[slot]!, symbols[slot + 1]!)]!++] = slot;
    }
  }

  /** Merges everywhere in the pieces of `positions`, also what another list of the pair has. */
  private mergePiecesAt(positions: Int32Array, merge: Merge): void {
    const { symbols } = this;
    let done = 0;
    for (const position of positions) {
      if (position < done) continue;
      let slot = position;
      while (symbols[slot - 1] !== boundary) slot--;
      for (; symbols[slot] !== boundary; slot += this.span(slot)) this.mergeAt(slot, merge);
      done = slot;
    }
  }

  /** How many slots the symbol has that begins at `slot`. */
  private span(slot: number): number {
    const second = this.symbols[slot + 1]!;
    return isSpanCode(second) ? spanCode(second) : 1;
  }

  private mergeAt(position: number, { left, right, id }: Merge): void {
    const { symbols } = this;
    if (symbols[position] !== left) return;
    const middle = position + this.span(position);
    if (symbols[middle] !== right) return;
    const end = middle + this.span(middle);
    const span = end - position;
    const weight = this.weights[position]!;

    const last = symbols[position - 1]!;
    if (last !== boundary) {
      const lastSpan = isSpanCode(last) ? spanCode(last) : 1;
      const neighbour = symbols[position - lastSpan]!;
      this.before.remove(neighbour, weight);
      if (lastSpan + span < this.maximumLength) this.before.add(neighbour, weight, position - lastSpan);
    }
    const neighbour = symbols[end]!;
    if (neighbour !== boundary) {
      this.after.remove(neighbour, weight);
      // Of two new tokens side by side the pair is gathered on one side, so that its positions come in order.
      const side = neighbour === id ? this.before : this.after;
      if (span + this.span(end) < this.maximumLength) side.add(neighbour, weight, position);
    }

    symbols[middle] = inside;
    symbols[position] = id;
    symbols[position + 1] = symbols[end - 1] = spanCode(span);
  }

  /** Brings what the merge changed into the counts, and only then the new pairs into the queue. */
  private settle({ left, right, id }: Merge): void {
    const { before, after, pairs } = this;
    for (let index = 0; index < before.size; index++) {
      const neighbour = before.neighbours[index]!;
      this.change(neighbour, left, -before.removed[neighbour]!);
      this.change(neighbour, id, before.added[neighbour]!);
    }
    for (let index = 0; index < after.size; index++) {
      const neighbour = after.neighbours[index]!;
      this.change(right, neighbour, -after.removed[neighbour]!);
      this.change(id, neighbour, after.added[neighbour]!);
    }
    const room = this.lists.reserve(before.placeCount + after.placeCount);
    before.sortPlaces(room, 0);
    after.sortPlaces(room, before.placeCount);
    for (let index = 0; index < before.size; index++) {
      const neighbour = before.neighbours[index]!;
      const length = before.places[neighbour]!;
      if (length > 0) this.enqueue(pairs.numberOf(neighbour, id), before.ends[neighbour]!, length);
    }
    for (let index = 0; index < after.size; index++) {
      const neighbour = after.neighbours[index]!;
      const length = after.places[neighbour]!;
      if (length > 0) this.enqueue(pairs.numberOf(id, neighbour), after.ends[neighbour]!, length);
    }
    before.clear();
    after.clear();
  }

  private change(left: number, right: number, by: number): void {
    if (by === 0) return;
    // A new pair may make the table take longer arrays, so its number comes first.
    const pair = this.pairs.numberOf(left, right);
    this.pairs.counts[pair]! += by;
  }

  private enqueue(pair: number, end: number, length: number): void {
    const count = this.pairs.counts[pair]!;
    if (count > 0) this.queue.push(this.lists.add(pair, end - length, end), count);
  }
}
