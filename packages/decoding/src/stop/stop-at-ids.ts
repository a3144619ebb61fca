import { assertIdList } from '../assert-ids.js';
import type { StopCondition } from './stop-condition.js';

/**
 * Ends a generation at any of these ids, such as an end-of-sequence id. The id itself is still delivered.
 *
 * @throws InvalidArgumentError if `ids` is empty or holds anything but integers of at least 0
 * @example
 * generate({ model, state, prompt, maxTokens: 500, sampler: greedy(), stop: stopAtIds([endId]) })
 */
export function stopAtIds(ids: ArrayLike<number>): StopCondition {
  assertIdList('ids', ids);
  const known = new Set(Array.from(ids));
  return (context) => known.has(context.ids[context.ids.length - 1]!);
}
