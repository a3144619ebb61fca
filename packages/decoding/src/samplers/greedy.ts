import type { Sampler } from '../sampler.js';

/**
 * Always chooses the most probable id; the first of several equal ones. Draws nothing from `random`.
 *
 * @example
 * for await (const { id } of generate({ model, state, prompt, maxTokens: 20, sampler: greedy() })) …
 */
export function greedy(): Sampler {
  return ({ logits }) => {
    let best = 0;
    for (let id = 1; id < logits.length; id++) {
      if (logits[id]! > logits[best]!) best = id;
    }
    return best;
  };
}
