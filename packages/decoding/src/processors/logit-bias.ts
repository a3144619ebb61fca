import { assertNonNegativeInteger, refuse } from '@refrain/core';
import type { LogitsProcessor } from '../logits-processor.js';
import { assertWithinVocabulary } from '../assert-ids.js';

/**
 * Adds a number to the logits of some ids: each nat multiplies their odds by e.
 *
 * As `logit_bias` of OpenAI's completions; applied in the order of the processors, so before `temperature` the bias is
 * divided by the temperature too.
 *
 * @param biases from id to what is added, in nats; -Infinity forbids the id
 * @throws InvalidArgumentError if `biases` can't be used; at the first token if an id is too large
 * @example
 * const logits = Float32Array.of(1, 2, 3);
 * logitBias(new Map([[0, 2.5], [2, -1]]))(logits, { ids: [], step: 0 });   // logits is now [3.5, 2, 2]
 */
export function logitBias(biases: ReadonlyMap<number, number>): LogitsProcessor {
  if (!(biases instanceof Map) || biases.size === 0)
    refuse('biases', biases, { expected: 'a Map from id to bias with at least one entry' });
  for (const [id, bias] of biases) {
    assertNonNegativeInteger('an id of biases', id);
    if (typeof bias === 'number' && bias < Infinity) continue;
    refuse(`the bias of id ${id}`, bias, {
      expected: 'a finite number or -Infinity',
      remedy: 'To force an id use forceIds().',
    });
  }
  const entries = [...biases];
  const largest = Math.max(...biases.keys());
  return (logits) => {
    assertWithinVocabulary('logitBias', largest, logits.length);
    for (const [id, bias] of entries) logits[id] = logits[id]! + bias;
  };
}
