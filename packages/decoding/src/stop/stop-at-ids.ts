import { assertNonNegativeInteger, refuse } from '@refrain/core';
import type { StopCondition } from './stop-condition.js';

/**
 * Ends a generation at any of these ids, such as an end-of-sequence id. The id itself is still delivered.
 *
 * @throws InvalidArgumentError if `ids` is empty or holds anything but integers of at least 0
 * @example
 * generate({ model, state, prompt, maxTokens: 500, sampler: greedy(), stop: stopAtIds([endId]) })
 */
export function stopAtIds(ids: readonly number[]): StopCondition {
  if (!Array.isArray(ids) || ids.length === 0) refuse('ids', ids, { expected: 'an array of at least one id' });
  ids.forEach((id, position) => assertNonNegativeInteger(`ids[${position}]`, id));
  const known = new Set(ids);
  return (context) => known.has(context.ids[context.ids.length - 1]!);
}
