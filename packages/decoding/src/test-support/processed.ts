import fc from 'fast-check';
import type { GenerationContext } from '../generation-context.js';
import type { LogitsProcessor } from '../logits-processor.js';

/** What a processor makes of some logits. */
export function processed(
  processor: LogitsProcessor,
  values: ArrayLike<number>,
  context: GenerationContext = { ids: [], step: 0 },
): number[] {
  const logits = Float32Array.from(values);
  processor(logits, context);
  return Array.from(logits);
}

/** Logits whose softmax is `probabilities`; -Infinity for 0. */
export function logitsOf(...probabilities: number[]): number[] {
  return probabilities.map(Math.log);
}

/** The ids that are not forbidden. */
export function allowed(logits: ArrayLike<number>): number[] {
  return Array.from(logits).flatMap((logit, id) => (logit === -Infinity ? [] : [id]));
}

/** The softmax by definition, for oracles. */
export function softmaxOracle(logits: ArrayLike<number>): number[] {
  const values = Array.from(logits);
  const largest = Math.max(...values);
  const weights = values.map((logit) => Math.exp(logit - largest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Float32 logits of at least two ids, some equal, some forbidden, at least one allowed. */
export const someLogits: fc.Arbitrary<number[]> = fc
  .array(
    fc.oneof(fc.integer({ min: -3, max: 3 }), fc.float({ min: -6, max: 6, noNaN: true }), fc.constant(-Infinity)),
    {
      minLength: 2,
      maxLength: 12,
    },
  )
  .filter((logits) => logits.some((logit) => logit > -Infinity));

/** How property tests run: the same cases every time. */
export const runs = { seed: 42, numRuns: 300 };
