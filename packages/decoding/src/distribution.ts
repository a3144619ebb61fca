import { exponential } from './maths/exponential.js';
import { logarithm } from './maths/logarithm.js';

/**
 * The softmax of some logits, in float64, as a sampler sees it: unnormalised, because a draw needs no division.
 *
 * It is the same to the last bit on every machine: own exponential and logarithm, sums in order of the ids.
 */
export interface Distribution {
  /** `[vocabulary]`, as the processors left them. */
  readonly logits: Float32Array;
  /** `[vocabulary]`: exp(logit − largest logit); 1 for the most probable ids, 0 for forbidden ones. */
  readonly weights: Float64Array;
  /** The sum of `weights`, added in order of the ids, in float64. */
  readonly total: number;
  /** The probability of an id, from 0 to 1. */
  probability(id: number): number;
  /** The logarithm of the probability of an id, in nats; -Infinity for a forbidden one. */
  logProbability(id: number): number;
}

/**
 * The distribution that `logits` `[vocabulary]` stand for.
 *
 * `total` is NaN where a logit is NaN or Infinity, or where every logit is -Infinity: `generate` refuses these.
 *
 * @returns a view: it holds `logits` itself
 * @example
 * const { weights, total } = distributionOf(Float32Array.of(1, 1, 3));   // probabilities .1065, .1065, .7870
 */
export function distributionOf(logits: Float32Array): Distribution {
  return new Softmax(logits).update();
}

/** A {@link Distribution} that is computed anew after its logits changed, without allocating. */
export class Softmax implements Distribution {
  readonly logits: Float32Array;
  readonly weights: Float64Array;
  total = 0;
  /** The largest logit. */
  largest = 0;
  /** The logarithm of `total`. */
  logTotal = 0;

  constructor(logits: Float32Array) {
    this.logits = logits;
    this.weights = new Float64Array(logits.length);
  }

  update(): this {
    const { logits, weights } = this;
    let largest = -Infinity;
    for (let id = 0; id < logits.length; id++) if (logits[id]! > largest) largest = logits[id]!;
    let total = 0;
    for (let id = 0; id < logits.length; id++) {
      const weight = exponential(logits[id]! - largest);
      weights[id] = weight;
      total += weight;
    }
    this.largest = largest;
    this.total = total;
    this.logTotal = logarithm(total);
    return this;
  }

  probability(id: number): number {
    return this.weights[id]! / this.total;
  }

  logProbability(id: number): number {
    return this.logits[id]! - this.largest - this.logTotal;
  }
}
