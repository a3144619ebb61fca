import { root } from '../double-array.js';
import type { DoubleArray } from '../double-array.js';
import type { Segments } from './segments.js';

/** The pieces that stand in a segment and where: all ways to cut every segment, found once and thinned out with the pieces. */
export class SegmentGraph {
  /** The piece of each edge; edges of a segment stand together by their start, the shortest first. */
  private pieces: Int32Array;
  /** Where in its segment each edge starts, in characters. */
  private offsets: Uint16Array;
  /** The first edge of each segment, and at last the number of edges, `[segments + 1]`. */
  private readonly firsts: Int32Array;
  // Along the segment at hand, by place: see `forward`.
  private readonly totals: Float64Array;
  private readonly largest: Float64Array;
  private readonly sums: Float64Array;
  private readonly best: Int32Array;

  /**
   * @param segments of less than 2^16 characters each, all of which are pieces
   * @param trie of the pieces, by their numbers
   * @param lengths characters of each piece, by number
   */
  constructor(
    private readonly segments: Segments,
    trie: DoubleArray,
    private readonly lengths: Uint16Array,
  ) {
    const { codes, starts, counts } = segments;
    const { base, check, values } = trie;
    const count = counts.length;
    this.firsts = new Int32Array(count + 1);
    this.pieces = new Int32Array(4 * codes.length);
    this.offsets = new Uint16Array(this.pieces.length);
    let edges = 0;
    let longest = 0;
    for (let segment = 0; segment < count; segment++) {
      this.firsts[segment] = edges;
      const end = starts[segment + 1]! - 1;
      longest = Math.max(longest, end - starts[segment]!);
      for (let place = starts[segment]!; place < end; place++) {
        let node = root;
        for (let at = place; at < end; at++) {
          const next = base[node]! + codes[at]!;
          if (check[next] !== node) break;
          node = next;
          if (values[node]! < 0) continue;
          if (edges === this.pieces.length) this.grow();
          this.pieces[edges] = values[node]!;
          this.offsets[edges++] = place - starts[segment]!;
        }
      }
    }
    this.firsts[count] = edges;
    this.totals = new Float64Array(longest + 1);
    this.largest = new Float64Array(longest + 1);
    this.sums = new Float64Array(longest + 1);
    this.best = new Int32Array(longest + 1);
  }

  /**
   * How often each piece is expected to be used, over all ways to cut each segment by their probability (the E step),
   * and the log-likelihood of all segments, in nats.
   *
   * @param scores logarithm of the probability of each piece
   */
  expectation(scores: Float64Array): { readonly expected: Float64Array; readonly logLikelihood: number } {
    const { segments, firsts, pieces, offsets, lengths, totals, sums: shares } = this;
    const expected = new Float64Array(scores.length);
    let logLikelihood = 0;
    for (let segment = 0; segment < segments.counts.length; segment++) {
      const count = segments.counts[segment]!;
      const length = this.lengthOf(segment);
      this.forward(segment, scores);
      logLikelihood += count * totals[length]!;
      // How probable it is that a cut has an edge end here; from right to left.
      shares.fill(0, 0, length);
      shares[length] = count;
      for (let edge = firsts[segment + 1]! - 1; edge >= firsts[segment]!; edge--) {
        const piece = pieces[edge]!;
        const start = offsets[edge]!;
        const end = start + lengths[piece]!;
        const share = shares[end]! * Math.exp(totals[start]! + scores[piece]! - totals[end]!);
        shares[start]! += share;
        expected[piece]! += share;
      }
    }
    return { expected, logLikelihood };
  }

  /** How often each piece is used if each segment is cut in the best way, by piece. */
  bestCounts(scores: Float64Array): Float64Array {
    const { segments, firsts, pieces, offsets, lengths, totals: sums, best } = this;
    const counts = new Float64Array(scores.length);
    for (let segment = 0; segment < segments.counts.length; segment++) {
      const length = this.lengthOf(segment);
      sums.fill(-Infinity, 1, length + 1);
      sums[0] = 0;
      for (let edge = firsts[segment]!; edge < firsts[segment + 1]!; edge++) {
        const piece = pieces[edge]!;
        const start = offsets[edge]!;
        const sum = sums[start]! + scores[piece]!;
        if (sum > sums[start + lengths[piece]!]!) {
          sums[start + lengths[piece]!] = sum;
          best[start + lengths[piece]!] = piece;
        }
      }
      for (let place = length; place > 0; place -= lengths[best[place]!]!) {
        counts[best[place]!]! += segments.counts[segment]!;
      }
    }
    return counts;
  }

  /** Takes out the edges of pieces whose `kept` is 0. */
  keep(kept: Uint8Array): void {
    const { firsts, pieces, offsets } = this;
    let edges = 0;
    let edge = 0;
    for (let segment = 0; segment + 1 < firsts.length; segment++) {
      firsts[segment] = edges;
      for (; edge < firsts[segment + 1]!; edge++) {
        if (kept[pieces[edge]!] === 0) continue;
        pieces[edges] = pieces[edge]!;
        offsets[edges++] = offsets[edge]!;
      }
    }
    firsts[firsts.length - 1] = edges;
  }

  private lengthOf(segment: number): number {
    return this.segments.starts[segment + 1]! - this.segments.starts[segment]! - 1;
  }

  /** The logarithm of the summed probability of all ways to each place of a segment, in `totals`. */
  private forward(segment: number, scores: Float64Array): void {
    const { firsts, pieces, offsets, lengths, totals, largest, sums } = this;
    const length = this.lengthOf(segment);
    largest.fill(-Infinity, 0, length + 1);
    sums.fill(0, 0, length + 1);
    totals[0] = 0;
    let reached = 0;
    for (let edge = firsts[segment]!; edge < firsts[segment + 1]!; edge++) {
      const start = offsets[edge]!;
      for (; reached < start; reached++) totals[reached + 1] = largest[reached + 1]! + Math.log(sums[reached + 1]!);
      const end = start + lengths[pieces[edge]!]!;
      const weight = totals[start]! + scores[pieces[edge]!]!;
      const difference = weight - largest[end]!;
      if (difference <= 0) {
        sums[end]! += Math.exp(difference);
      } else {
        sums[end] = sums[end]! * Math.exp(-difference) + 1;
        largest[end] = weight;
      }
    }
    for (; reached < length; reached++) totals[reached + 1] = largest[reached + 1]! + Math.log(sums[reached + 1]!);
  }

  private grow(): void {
    const pieces = new Int32Array(2 * this.pieces.length);
    pieces.set(this.pieces);
    this.pieces = pieces;
    const offsets = new Uint16Array(pieces.length);
    offsets.set(this.offsets);
    this.offsets = offsets;
  }
}
