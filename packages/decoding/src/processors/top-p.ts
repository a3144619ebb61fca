import { refuse } from '@refrain/core';
import type { LogitsProcessor } from '../logits-processor.js';
import { exponential } from '../maths/exponential.js';
import { forbidBelow } from './forbid-below.js';
import { scratch } from './scratch.js';

/**
 * Keeps the smallest set of most probable ids whose probabilities sum to at least `mass`, and forbids the others: many
 * ids where the model is unsure, few where it is sure. At least one id stays.
 *
 * Ids that tie with the last kept one are kept too. Follows Holtzman et al., "The Curious Case of Neural Text
 * Degeneration", 2020 (nucleus sampling).
 *
 * @param mass a probability above 0 and at most 1; at 1 nothing is forbidden
 * @throws InvalidArgumentError if `mass` is not such a number
 * @example
 * const logits = Float32Array.of(Math.log(0.5), Math.log(0.2), Math.log(0.3));
 * topP(0.7)(logits, { ids: [], step: 0 });   // forbids id 1
 */
export function topP(mass: number): LogitsProcessor {
  if (!(mass > 0 && mass <= 1)) {
    refuse('mass', mass, {
      expected: 'a probability above 0 and at most 1',
      remedy: 'To keep only the best id use greedy() as the sampler.',
    });
  }
  const ascending = scratch((length) => new Float32Array(length));
  const weights = scratch((length) => new Float64Array(length));
  return (logits) => {
    if (mass === 1) return;
    const sorted = ascending(logits.length);
    sorted.set(logits);
    sorted.sort();
    forbidBelow(logits, sorted[firstKept(sorted, { mass, weights: weights(logits.length) })]!);
  };
}

/** The position, in ascending logits, of the last id that the set needs. */
function firstKept(ascending: Float32Array, { mass, weights }: { mass: number; weights: Float64Array }): number {
  const largest = ascending[ascending.length - 1]!;
  let total = 0;
  for (let rank = 0; rank < ascending.length; rank++) {
    weights[rank] = exponential(ascending[rank]! - largest);
    total += weights[rank]!;
  }
  let rank = ascending.length - 1;
  for (let kept = weights[rank]!; rank > 0 && kept < mass * total; kept += weights[rank]!) rank--;
  return rank;
}
