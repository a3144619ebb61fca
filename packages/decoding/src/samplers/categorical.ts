import { InvalidArgumentError } from '@refrain/core';
import type { Sampler } from '../sampler.js';

/**
 * Draws each id with its probability, by inversion of the cumulative sum.
 *
 * Takes exactly one `random.uniform()` an id, also where only one id is left, so that streams stay aligned: the n-th id
 * always belongs to the n-th number. The same seed gives the same ids on every machine.
 *
 * @throws InvalidArgumentError at the first id if the generation was given no `random`
 * @example
 * generate({ model, state, prompt, maxTokens: 500, processors: [temperature(0.8)], sampler: categorical(), random: new Random(42) })
 */
export function categorical(): Sampler {
  return ({ weights, total }, random) => {
    if (random === undefined) {
      throw new InvalidArgumentError({
        argument: 'random',
        value: random,
        message: 'categorical() draws from a Random; received none. Pass random: new Random(seed).',
      });
    }
    const target = random.uniform() * total;
    let cumulative = 0;
    let id = 0;
    // Ends at the last id with a weight at the latest: uniform() is below 1, so the product rounds below the total.
    for (; id < weights.length - 1; id++) {
      cumulative += weights[id]!;
      if (cumulative > target) break;
    }
    return id;
  };
}
