import { assertKnownOptions, assertPositiveInteger } from '@refrain/core';
import type { LogitsProcessor } from '../logits-processor.js';
import { assertIdList, assertWithinVocabulary } from '../assert-ids.js';

/**
 * Forbids some ids, such as padding and unknown; or only among the first generated ids, such as the end of the sequence
 * for a least length.
 *
 * @param ids at least one id of the vocabulary
 * @throws InvalidArgumentError if `ids` or `firstSteps` can't be used; at the first token if an id is too large
 * @example
 * const logits = Float32Array.of(1, 2, 3);
 * forbidIds([0, 2])(logits, { ids: [], step: 0 });   // logits is now [-Infinity, 2, -Infinity]
 */
export function forbidIds(
  ids: ArrayLike<number>,
  options: {
    /** For how many generated ids the prohibition holds; Infinity for all. @default Infinity */
    readonly firstSteps?: number;
  } = {},
): LogitsProcessor {
  assertIdList('ids', ids);
  assertKnownOptions('forbidIds', options, ['firstSteps']);
  const { firstSteps = Infinity } = options;
  if (firstSteps !== Infinity) assertPositiveInteger('firstSteps', firstSteps, 'To forbid ids always leave it out.');
  const forbidden = Array.from(ids);
  const largest = Math.max(...forbidden);
  return (logits, { step }) => {
    assertWithinVocabulary('forbidIds', largest, logits.length);
    if (step >= firstSteps) return;
    for (const id of forbidden) logits[id] = -Infinity;
  };
}
