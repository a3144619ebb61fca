import { assertNonNegativeInteger, refuse } from '@refrain/core';
import type { LogitsProcessor } from '../logits-processor.js';
import { assertIdList, assertWithinVocabulary } from '../assert-ids.js';

/**
 * Forces the first generated ids, or those at given steps: forbids all others there. Elsewhere nothing changes.
 *
 * The forced id gets the logit 0 and so the probability 1, also where it was forbidden before; put this processor last
 * if it should have the last word. As `forced_bos_token_id` of Hugging Face's transformers, for any step.
 *
 * @param ids the id for steps 0, 1, 2, …; or a map from step (0 is the first generated id) to id
 * @throws InvalidArgumentError if `ids` is empty or holds anything but ids; at the first token if an id is too large
 * @example
 * forceIds([7, 8]);                       // the generation begins with 7, 8
 * forceIds(new Map([[49, endId]]));       // the 50th id, if it comes to that, is endId
 */
export function forceIds(ids: ArrayLike<number> | ReadonlyMap<number, number>): LogitsProcessor {
  const forced = isMap(ids) ? new Map(ids) : fromList(ids);
  if (forced.size === 0) refuse('ids', ids, { expected: 'an array of at least one id or a map from step to id' });
  for (const [step, id] of forced) {
    assertNonNegativeInteger('a step of ids', step);
    assertNonNegativeInteger(`ids at step ${step}`, id);
  }
  const largest = Math.max(...forced.values());
  return (logits, { step }) => {
    assertWithinVocabulary('forceIds', largest, logits.length);
    const id = forced.get(step);
    if (id === undefined) return;
    logits.fill(-Infinity);
    logits[id] = 0;
  };
}

function isMap(ids: ArrayLike<number> | ReadonlyMap<number, number>): ids is ReadonlyMap<number, number> {
  return ids instanceof Map;
}

function fromList(ids: ArrayLike<number>): Map<number, number> {
  assertIdList('ids', ids);
  return new Map(Array.from(ids).entries());
}
