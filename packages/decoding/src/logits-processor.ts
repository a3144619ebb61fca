import type { GenerationContext } from './generation-context.js';

/**
 * Changes the logits of the next id in place, before the sampler sees them: `-Infinity` forbids an id.
 *
 * `logits` is `[vocabulary]`, float32, the generation's own copy. Processors run in the order in which they are given.
 * A processor keeps nothing from call to call, so one may serve any number of generations.
 *
 * @example
 * const neverTwice: LogitsProcessor = (logits, { ids }) => {
 *   const last = ids.at(-1);
 *   if (last !== undefined) logits[last] = -Infinity;
 * };
 */
export type LogitsProcessor = (logits: Float32Array, context: GenerationContext) => void;
