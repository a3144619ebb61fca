import { doubleArray, root } from '../double-array.js';
import type { DoubleArray } from '../double-array.js';
import { digamma } from './digamma.js';
import { SegmentGraph } from './segment-graph.js';
import type { Seeds } from './seed-pieces.js';
import type { Segments } from './segments.js';

/** What is to be learned. */
export interface LearningOptions {
  /** How many pieces there are in the end. */
  readonly count: number;
  /** The share of the pieces that each round keeps. */
  readonly shrinkingFactor: number;
  /** How many times probabilities are estimated anew in each round. */
  readonly subIterations: number;
  /** Called after each estimation. */
  onEstimate?(estimate: Estimate): void;
}

/** How learning goes. */
export interface Estimate {
  /** How many pieces are left. */
  readonly pieces: number;
  /** Of all segments, in nats, before the estimation. */
  readonly logLikelihood: number;
}

/** The pieces that are left, by their numbers among the seeds, and their scores. */
export interface LearnedPieces {
  /** The most probable first, of equal ones the first seed. */
  readonly seeds: Int32Array;
  /** Logarithm of each one's probability. */
  readonly scores: Float64Array;
}

/** Pieces that are expected to be used less often are dropped. */
const leastExpected = 0.5;
/** Rounds go on until so many times the pieces asked for are left. */
const overhang = 1.1;

/**
 * Learns how probable each of the seeds is, and drops the least useful ones round after round until `count` are left
 * (Kudo, "Subword Regularization", 2018, section 3.2). Characters are never dropped.
 *
 * As SentencePiece's trainer, save that the last pieces go by what the text loses without them, as all before, and that
 * probabilities are estimated once more for the pieces that stay.
 *
 * @returns undefined if fewer than `count` seeds are of use: `reached` says how many
 */
export function learnPieces(
  segments: Segments,
  seeds: Seeds,
  options: LearningOptions,
): LearnedPieces | { readonly reached: number } {
  const learner = new Learner(segments, seeds, options);
  for (let iteration = 0; iteration < options.subIterations; iteration++) learner.estimate({ dropsBelow: 0 });
  if (learner.size < options.count) return { reached: learner.size };
  const enough = Math.floor(overhang * options.count);
  while (learner.size > enough) {
    learner.prune(Math.max(enough, Math.floor(options.shrinkingFactor * learner.size)));
    for (let iteration = 0; iteration < options.subIterations; iteration++)
      learner.estimate({ dropsBelow: options.count });
  }
  learner.prune(options.count);
  for (let iteration = 0; iteration < options.subIterations; iteration++)
    learner.estimate({ dropsBelow: options.count });
  return learner.result();
}

class Learner {
  size: number;
  private readonly graph: SegmentGraph;
  private readonly trie: DoubleArray;
  private readonly scores: Float64Array;
  private readonly kept: Uint8Array;
  private readonly lengths: Uint16Array;
  private expected: Float64Array;

  constructor(
    segments: Segments,
    private readonly seeds: Seeds,
    private readonly options: LearningOptions,
  ) {
    const { starts, weights } = seeds;
    this.size = weights.length;
    this.kept = new Uint8Array(this.size).fill(1);
    this.lengths = Uint16Array.from(weights, (_, seed) => starts[seed + 1]! - starts[seed]!);
    this.trie = doubleArray(seeds);
    this.graph = new SegmentGraph(segments, this.trie, this.lengths);
    const logarithm = Math.log(weights.reduce((sum, weight) => sum + weight, 0));
    this.scores = weights.map((weight) => Math.log(weight) - logarithm);
    this.expected = weights;
  }

  /**
   * Estimates all probabilities anew (one step of EM), with the digamma function in place of the logarithm: a sparse
   * prior under which rare pieces lose (Liang and Klein, "Structured Bayesian Nonparametric Models with Variational
   * Inference", 2007). Drops pieces that are hardly used unless fewer than `dropsBelow` would be left.
   */
  estimate({ dropsBelow }: { readonly dropsBelow: number }): void {
    const { kept, lengths, scores, options } = this;
    const { expected, logLikelihood } = this.graph.expectation(scores);
    this.expected = expected;
    const rare: number[] = [];
    for (let piece = 0; piece < kept.length; piece++) {
      if (kept[piece] === 1 && lengths[piece]! > 1 && expected[piece]! < leastExpected) rare.push(piece);
    }
    rare.sort((left, right) => expected[left]! - expected[right]! || right - left);
    this.drop(rare.slice(0, Math.max(0, this.size - dropsBelow)));
    let sum = 0;
    for (let piece = 0; piece < kept.length; piece++)
      if (kept[piece] === 1) sum += Math.max(expected[piece]!, leastExpected);
    const normalizer = digamma(sum);
    for (let piece = 0; piece < kept.length; piece++) {
      if (kept[piece] === 1) scores[piece] = digamma(Math.max(expected[piece]!, leastExpected)) - normalizer;
    }
    options.onEstimate?.({ pieces: this.size, logLikelihood });
  }

  /** Keeps `count` pieces: the characters, and those without which the text would lose most. */
  prune(count: number): void {
    if (this.size <= count) return;
    const { kept, lengths, expected } = this;
    const losses = this.losses();
    const candidates: number[] = [];
    for (let piece = 0; piece < kept.length; piece++)
      if (kept[piece] === 1 && lengths[piece]! > 1) candidates.push(piece);
    candidates.sort(
      (left, right) => losses[left]! - losses[right]! || expected[left]! - expected[right]! || right - left,
    );
    // Pieces that no best cut uses go first, and all of them, as long as there are enough others.
    let useless = 0;
    while (useless < candidates.length && losses[candidates[useless]!] === -Infinity) useless++;
    const surplus = this.size - count;
    const spare = this.size - Math.floor(overhang * this.options.count);
    this.drop(candidates.slice(0, Math.max(surplus, Math.min(useless, spare))));
  }

  result(): LearnedPieces {
    const { kept, scores } = this;
    const seeds = Int32Array.from(kept.keys())
      .filter((piece) => kept[piece] === 1)
      .sort((left, right) => scores[right]! - scores[left]! || left - right);
    return { seeds, scores: Float64Array.from(seeds, (piece) => scores[piece]!) };
  }

  private drop(pieces: readonly number[]): void {
    if (pieces.length === 0) return;
    for (const piece of pieces) this.kept[piece] = 0;
    this.size -= pieces.length;
    this.graph.keep(this.kept);
  }

  /**
   * How much less probable the text becomes, in nats, if each piece is written as its own best cut into others
   * wherever the best cut of the text has it; -Infinity for pieces that the best cut never has.
   */
  private losses(): Float64Array {
    const { kept, lengths, scores } = this;
    const counts = this.graph.bestCounts(scores);
    const sum = counts.reduce((total, count) => total + count, 0);
    const losses = new Float64Array(kept.length);
    const alternative: number[] = [];
    for (let piece = 0; piece < kept.length; piece++) {
      if (kept[piece] === 0 || lengths[piece] === 1) continue;
      const count = counts[piece]!;
      const score = this.alternative(piece, alternative);
      if (count === 0 || score > scores[piece]!) {
        losses[piece] = -Infinity;
        continue;
      }
      const sumWithout = Math.log(sum + count * (alternative.length - 1));
      let loss = Math.log(count) - Math.log(sum);
      for (const other of alternative) loss -= Math.log(counts[other]! + count) - sumWithout;
      losses[piece] = count * loss;
    }
    return losses;
  }

  private readonly sums = new Float64Array(0x10000);
  private readonly last = new Int32Array(0x10000);

  /** The best cut of a piece into other pieces, in `alternative`; returns its score. */
  private alternative(piece: number, alternative: number[]): number {
    const { trie, seeds, lengths, scores, kept, sums, last } = this;
    const { base, check, values } = trie;
    const start = seeds.starts[piece]!;
    const length = lengths[piece]!;
    sums.fill(-Infinity, 1, length + 1);
    for (let from = 0; from < length; from++) {
      let node = root;
      for (let at = from; at < length;) {
        const next = base[node]! + seeds.codes[start + at]!;
        if (check[next] !== node) break;
        node = next;
        at++;
        const other = values[node]!;
        if (other < 0 || other === piece || kept[other] === 0) continue;
        const sum = sums[from]! + scores[other]!;
        if (sum > sums[at]!) {
          sums[at] = sum;
          last[at] = other;
        }
      }
    }
    alternative.length = 0;
    for (let at = length; at > 0; at -= lengths[last[at]!]!) alternative.push(last[at]!);
    return sums[length]!;
  }
}
