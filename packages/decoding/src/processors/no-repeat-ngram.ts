import { assertPositiveInteger } from '@refrain/core';
import type { LogitsProcessor } from '../logits-processor.js';

/**
 * Forbids every id that would complete a sequence of `size` ids which has occurred before, in the prompt or since.
 *
 * Follows Paulus et al., "A Deep Reinforced Model for Abstractive Summarization", 2018, section 2.5, as Hugging Face's
 * transformers apply it. A small vocabulary runs out of ids soon: for characters take a size of a word and more.
 *
 * @param size how many ids a sequence has, at least 1; at 1 no id occurs twice
 * @throws InvalidArgumentError if `size` is not a positive integer
 * @example
 * const logits = Float32Array.of(1, 2, 3);
 * noRepeatNgram(2)(logits, { ids: [0, 2, 1, 0], step: 4 });   // logits is now [1, 2, -Infinity]: 0, 2 has occurred
 */
export function noRepeatNgram(size: number): LogitsProcessor {
  assertPositiveInteger('size', size);
  return (logits, { ids }) => {
    const before = size - 1;
    for (let end = before; end < ids.length; end++) {
      if (endsAlike(ids, end, before)) logits[ids[end]!] = -Infinity;
    }
  };
}

/** Whether the `length` ids before position `end` are also the last ones of all. */
function endsAlike(ids: readonly number[], end: number, length: number): boolean {
  for (let back = 1; back <= length; back++) if (ids[end - back] !== ids[ids.length - back]) return false;
  return true;
}
