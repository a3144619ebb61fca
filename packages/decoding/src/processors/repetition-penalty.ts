import { assertPositiveNumber } from '@refrain/core';
import type { LogitsProcessor } from '../logits-processor.js';
import { checkedWindow, recentCounts } from './recent-counts.js';
import type { PenaltyOptions } from './recent-counts.js';

/**
 * Makes every id that has occurred, in the prompt or since, less probable: divides its logit by `penalty` if it is
 * positive and multiplies it if it is negative, once, however often the id occurred.
 *
 * Follows Keskar et al., "CTRL", 2019, section 4.1, as Hugging Face's transformers apply it; 1.2 is usual there. The
 * effect depends on the sign of the logits, so this processor belongs before those that shift or forbid.
 *
 * @param penalty a positive number; above 1 repeats get rarer, below 1 more frequent
 * @throws InvalidArgumentError if `penalty` is not a positive number or `window` not a positive integer
 * @example
 * const logits = Float32Array.of(2, -2, 1);
 * repetitionPenalty(2)(logits, { ids: [0, 1, 1], step: 0 });   // logits is now [1, -4, 1]
 */
export function repetitionPenalty(penalty: number, options: PenaltyOptions = {}): LogitsProcessor {
  assertPositiveNumber('penalty', penalty, 'At 1 nothing changes.');
  const window = checkedWindow('repetitionPenalty', options);
  const count = recentCounts();
  return (logits, context) => {
    const counts = count(context, window, logits.length);
    for (let id = 0; id < logits.length; id++) {
      if (counts[id] === 0) continue;
      const logit = logits[id]!;
      logits[id] = logit > 0 ? logit / penalty : logit * penalty;
    }
  };
}
