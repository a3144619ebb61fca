import { assertPositiveNumber } from '@refrain/core';
import type { LogitsProcessor } from '../logits-processor.js';

const LARGEST_FLOAT32 = 3.4028234663852886e38;

/**
 * Divides the logits by `value`: below 1 the probable ids become more so, above 1 all come closer to one another.
 *
 * At 1 nothing changes; towards 0 the draw tends to the greedy choice.
 *
 * @param value a positive number, without unit
 * @throws InvalidArgumentError if `value` is not a positive number
 * @example
 * const logits = Float32Array.of(2, 0, 1);
 * temperature(0.5)(logits, { ids: [], step: 0 });   // logits is now [4, 0, 2]
 */
export function temperature(value: number): LogitsProcessor {
  assertPositiveNumber('temperature', value, 'For greedy decoding use greedy() as the sampler.');
  return (logits) => {
    const shift = shiftAgainstOverflow(logits, value);
    for (let id = 0; id < logits.length; id++) logits[id] = (logits[id]! - shift) / value;
  };
}

/** 0, or the largest logit where its quotient would not fit into a float32: a shift leaves the softmax as it was. */
function shiftAgainstOverflow(logits: Float32Array, value: number): number {
  let largest = -Infinity;
  for (let id = 0; id < logits.length; id++) if (logits[id]! > largest) largest = logits[id]!;
  const fits = Math.abs(largest) / value <= LARGEST_FLOAT32;
  return fits || !Number.isFinite(largest) ? 0 : largest;
}
