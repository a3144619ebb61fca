import { InvalidArgumentError } from '@refrain/core';
import type { LogitsProcessor } from '../logits-processor.js';
import { forbidBelow } from './forbid-below.js';
import { scratch } from './scratch.js';

/**
 * Keeps the `count` most probable ids and forbids the others, so that a sampler never draws from the long tail.
 *
 * Ids that tie with the last kept one are kept too: which of two equal ids survives must not depend on their order.
 * Follows Fan et al., "Hierarchical Neural Story Generation", 2018, section 5.4.
 *
 * @param count how many ids may be drawn, at least 1; at or above the vocabulary size nothing is forbidden
 * @returns a processor that sets the logits of all other ids to -Infinity, in place
 * @throws InvalidArgumentError if `count` is not a positive integer
 * @example
 * const logits = Float32Array.of(2, 0, 1);
 * topK(2)(logits, { ids: [], step: 0 });   // logits is now [2, -Infinity, 1]
 */
export function topK(count: number): LogitsProcessor {
  if (!Number.isInteger(count) || count < 1) {
    throw new InvalidArgumentError({
      argument: 'count',
      value: count,
      message: `topK expects a positive integer; received ${count}. To keep only the best id use greedy() as the sampler.`,
    });
  }
  const ascending = scratch((length) => new Float32Array(length));
  return (logits) => {
    if (count >= logits.length) return;
    const sorted = ascending(logits.length);
    sorted.set(logits);
    sorted.sort();
    forbidBelow(logits, sorted[sorted.length - count]!);
  };
}
