import { refuse } from '@refrain/core';
import type { LogitsProcessor } from '../logits-processor.js';
import { logarithm } from '../maths/logarithm.js';
import { forbidBelow } from './forbid-below.js';

/**
 * Forbids the ids whose probability is below `share` times that of the most probable one.
 *
 * Follows Nguyen et al., "Turning Up the Heat: Min-p Sampling for Creative and Coherent LLM Outputs", 2024, where
 * values from 0.01 to 0.2 are usual. Unlike with `topP`, the same share keeps more ids at a higher temperature.
 *
 * @param share a number above 0 and at most 1, relative to the largest probability
 * @throws InvalidArgumentError if `share` is not such a number
 * @example
 * const logits = Float32Array.of(Math.log(0.6), Math.log(0.3), Math.log(0.1));
 * minP(0.25)(logits, { ids: [], step: 0 });   // forbids id 2, which is below 0.15
 */
export function minP(share: number): LogitsProcessor {
  if (!(share > 0 && share <= 1)) {
    refuse('share', share, {
      expected: 'a number above 0 and at most 1',
      remedy: 'To keep only the best id use greedy() as the sampler.',
    });
  }
  const distance = logarithm(share);
  return (logits) => {
    let largest = -Infinity;
    for (let id = 0; id < logits.length; id++) if (logits[id]! > largest) largest = logits[id]!;
    forbidBelow(logits, largest + distance);
  };
}
