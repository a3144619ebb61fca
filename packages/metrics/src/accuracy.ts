import { assertKnownOptions } from '@refrain/core';
import { forEachRow } from './rows.js';
import type { Rows } from './rows.js';
import type { Weighted } from './weighted-mean.js';

/**
 * How often the most probable class is the target: the share, from 0 to 1, of the targets that count.
 * Of classes that tie the first is taken, as NumPy and TensorFlow do; with a mask this is Keras's masked token accuracy.
 *
 * @returns the share, and the number of targets that count; without any the share is not a number
 * @throws InvalidArgumentError if the arrays don't fit, or a target that counts is not one of the classes
 * @example
 * accuracy({ logits: [2, 0, -1, 0, 0, 3], targets: [0, 1] });   // { mean: 0.5, weight: 2 }
 */
export function accuracy(rows: Rows): Weighted {
  assertKnownOptions('accuracy', rows, ['logits', 'targets', 'mask']);
  let right = 0;
  const weight = forEachRow(rows, (start, end, target) => {
    let best = start;
    for (let place = start + 1; place < end; place++) {
      if (rows.logits[place]! > rows.logits[best]!) best = place;
    }
    if (best - start === target) right++;
  });
  return { mean: right / weight, weight };
}
