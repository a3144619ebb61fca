import type { LogitsProcessor } from '../logits-processor.js';
import { assertFiniteNumber } from './assert-finite-number.js';
import { checkedWindow, recentCounts } from './recent-counts.js';
import type { PenaltyOptions } from './recent-counts.js';

/**
 * Subtracts `penalty` from the logit of an id for each time that it was generated; the prompt does not count.
 *
 * Follows the parameter `frequency_penalty` of OpenAI's completions, where values from 0.1 to 1 are usual.
 *
 * @param penalty any finite number, in nats; above 0 repeats get rarer, below 0 more frequent
 * @throws InvalidArgumentError if `penalty` is not a finite number or `window` not a positive integer
 * @example
 * const logits = Float32Array.of(2, 2, 2);
 * frequencyPenalty(0.5)(logits, { ids: [2, 1, 0, 0], step: 3 });   // logits is now [1, 1.5, 2]
 */
export function frequencyPenalty(penalty: number, options: PenaltyOptions = {}): LogitsProcessor {
  assertFiniteNumber('penalty', penalty);
  const window = checkedWindow('frequencyPenalty', options);
  const count = recentCounts();
  return (logits, context) => {
    const counts = count(context, Math.min(window, context.step), logits.length);
    for (let id = 0; id < logits.length; id++) if (counts[id]! > 0) logits[id] = logits[id]! - penalty * counts[id]!;
  };
}
