import { assertKnownOptions, refuse } from '@refrain/core';
import { forEachRow } from './rows.js';
import type { Rows } from './rows.js';
import type { Weighted } from './weighted-mean.js';

/**
 * How badly logits predict their targets: the mean of -ln p(target) over the targets that count, in nats a token.
 *
 * Computed in float64 from unnormalised logits, whatever their size: the oracle for the losses of a backend.
 *
 * @returns the mean in nats, and the number of targets that count; without any the mean is not a number
 * @throws InvalidArgumentError if the arrays don't fit, or a target that counts is not one of the classes
 * @example
 * crossEntropy({ logits: [2, 0, -1, 0, 0, 0], targets: [0, 2] });   // { mean: 0.634…, weight: 2 }
 */
export function crossEntropy(rows: Rows): Weighted {
  assertKnownOptions('crossEntropy', rows, ['logits', 'targets', 'mask']);
  let sum = 0;
  const weight = forEachRow(rows, (start, end, target) => {
    let largest = -Infinity;
    for (let place = start; place < end; place++) largest = Math.max(largest, rows.logits[place]!);
    if (!Number.isFinite(largest)) refuse('logits', largest, { expected: 'finite in at least one class of each row' });
    let total = 0;
    for (let place = start; place < end; place++) total += Math.exp(rows.logits[place]! - largest);
    sum += Math.log(total) + (largest - rows.logits[start + target]!);
  });
  return { mean: sum / weight, weight };
}
