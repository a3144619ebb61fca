import type { Lattice } from './lattice.js';

/** A way to cut: edges from left to right, and how much worse its score is than the best one's. */
export interface RankedCut {
  readonly edges: readonly number[];
  /** At least 0. */
  readonly loss: number;
}

/**
 * The `count` most probable cuts, best first, fewer if there are no more; the first is Viterbi's.
 *
 * A cut is known by the edges at which it leaves the best ways to reach a place (Eppstein, "Finding the k Shortest
 * Paths", 1998); each such edge costs what it is worse than the best edge that ends there, so that all cuts come out
 * in order with as little work as `count` times the edges on a cut.
 */
export function nBestCuts(graph: Lattice, count: number): RankedCut[] {
  const { length, ends } = graph;
  const { starts, losses, best, incoming, firstIncoming } = bestWays(graph);
  const open = new BoundedQueue(count);
  open.add({ previous: undefined, edge: -1, loss: 0 });
  const cuts: RankedCut[] = [];
  for (let detour = open.take(); detour !== undefined; detour = open.take()) {
    cuts.push({ edges: edgesOf(detour), loss: detour.loss });
    if (cuts.length === count) break;
    // Leaves the best way at each place before the last detour, going from right to left.
    for (let place = detour.edge < 0 ? length : starts[detour.edge]!; place > 0; place = starts[best[place]!]!) {
      for (let at = firstIncoming[place]!; at < firstIncoming[place + 1]!; at++) {
        const edge = incoming[at]!;
        if (edge !== best[place]) open.add({ previous: detour, edge, loss: detour.loss + losses[edge]! });
      }
    }
  }
  return cuts;

  function edgesOf(last: Detour): number[] {
    const detours = new Map<number, number>();
    for (let detour: Detour | undefined = last; detour !== undefined; detour = detour.previous) {
      if (detour.edge >= 0) detours.set(ends[detour.edge]!, detour.edge);
    }
    const edges: number[] = [];
    for (let place = length; place > 0; place = starts[edges.at(-1)!]!) edges.push(detours.get(place) ?? best[place]!);
    return edges.reverse();
  }
}

/** A cut, as the cut that it follows behind `edge`, `edge`, and the best way to where that starts. */
interface Detour {
  readonly previous: Detour | undefined;
  /** -1: the best cut of all. */
  readonly edge: number;
  readonly loss: number;
}

/** The best edge that ends at each place, and what each other edge loses against it. */
function bestWays({ length, firsts, ends, scores }: Lattice) {
  const edges = ends.length;
  const sums = new Float64Array(length + 1).fill(-Infinity);
  const best = new Int32Array(length + 1).fill(-1);
  const starts = new Int32Array(edges);
  const firstIncoming = new Int32Array(length + 2);
  sums[0] = 0;
  for (let place = 0; place < length; place++) {
    for (let edge = firsts[place]!; edge < firsts[place + 1]!; edge++) {
      starts[edge] = place;
      const end = ends[edge]!;
      firstIncoming[end + 1]!++;
      const sum = sums[place]! + scores[edge]!;
      if (best[end] === -1 || sum > sums[end]!) {
        sums[end] = sum;
        best[end] = edge;
      }
    }
  }
  for (let place = 0; place <= length; place++) firstIncoming[place + 1]! += firstIncoming[place]!;
  const incoming = new Int32Array(edges);
  const fill = firstIncoming.slice();
  const losses = new Float64Array(edges);
  for (let edge = 0; edge < edges; edge++) {
    const end = ends[edge]!;
    incoming[fill[end]!++] = edge;
    losses[edge] = sums[end]! - (sums[starts[edge]!]! + scores[edge]!);
  }
  return { starts, losses, best, incoming, firstIncoming };
}

/** Gives back the detours of least loss, of equal ones the earliest; keeps no more than will be asked for. */
class BoundedQueue {
  /** By falling loss. */
  private readonly waiting: Detour[] = [];

  constructor(private left: number) {}

  add(detour: Detour): void {
    const { waiting } = this;
    if (waiting.length >= this.left) {
      if (detour.loss >= waiting[0]!.loss) return;
      waiting.shift();
    }
    let low = 0;
    let high = waiting.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (waiting[middle]!.loss > detour.loss) low = middle + 1;
      else high = middle;
    }
    waiting.splice(low, 0, detour);
  }

  take(): Detour | undefined {
    const detour = this.waiting.pop();
    this.left--;
    if (this.waiting.length > this.left) this.waiting.shift();
    return detour;
  }
}
