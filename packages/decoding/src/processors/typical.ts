import { refuse } from '@refrain/core';
import { Softmax } from '../distribution.js';
import type { LogitsProcessor } from '../logits-processor.js';
import { scratch } from './scratch.js';

/**
 * Keeps the ids whose surprise is nearest to the one expected, until their probabilities sum to at least `mass`: both
 * what is too predictable and what is too unlikely goes.
 *
 * The surprise of an id is −log p, in nats; the one expected is the entropy of the distribution. Ids as far from it as
 * the last kept one are kept too. Follows Meister et al., "Locally Typical Sampling", 2023.
 *
 * @param mass a probability above 0 and at most 1; at 1 nothing is forbidden
 * @throws InvalidArgumentError if `mass` is not such a number
 * @example
 * const logits = Float32Array.of(Math.log(0.4), Math.log(0.3), Math.log(0.2), Math.log(0.1));
 * typical(0.5)(logits, { ids: [], step: 0 });   // entropy 1.28: keeps ids 1 (surprise 1.20) and 2 (1.61)
 */
export function typical(mass: number): LogitsProcessor {
  if (!(mass > 0 && mass <= 1)) {
    refuse('mass', mass, { expected: 'a probability above 0 and at most 1', remedy: 'At 1 nothing is forbidden.' });
  }
  const distances = scratch((length) => new Float64Array(length));
  const orders = scratch((length) => new Uint32Array(length));
  let softmax = new Softmax(new Float32Array(0));
  return (logits) => {
    if (mass === 1) return;
    if (softmax.logits !== logits) softmax = new Softmax(logits);
    softmax.update();
    const distance = distances(logits.length);
    fillDistances(softmax, distance);
    const order = orders(logits.length);
    for (let id = 0; id < order.length; id++) order[id] = id;
    order.sort((a, b) => distance[a]! - distance[b]! || a - b);

    let kept = softmax.weights[order[0]!]!;
    let rank = 0;
    while (rank < order.length - 1 && kept < mass * softmax.total) kept += softmax.weights[order[++rank]!]!;
    const farthest = distance[order[rank]!]!;
    for (let id = 0; id < logits.length; id++) if (distance[id]! > farthest) logits[id] = -Infinity;
  };
}

/** How far the surprise of each id is from the entropy, in nats; Infinity for forbidden ids. */
function fillDistances(softmax: Softmax, distance: Float64Array): void {
  let entropy = 0;
  for (let id = 0; id < distance.length; id++) {
    const surprise = -softmax.logProbability(id);
    distance[id] = surprise;
    if (softmax.weights[id]! > 0) entropy += softmax.probability(id) * surprise;
  }
  for (let id = 0; id < distance.length; id++) distance[id] = Math.abs(distance[id]! - entropy);
}
