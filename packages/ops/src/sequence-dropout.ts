import type { Random } from '@refrain/core';
import * as tf from '@tensorflow/tfjs-core';
import { assertShape } from './assert-shape.js';
import { dropoutFactors } from './initializers/dropout-factors.js';

/**
 * Drops units of whole sequences: each row has one mask for all its positions, so that what is dropped does not change
 * under a recurrent layer's eyes.
 *
 * The masks are repeated by a look-up, because products of one shape are fast on every backend and those that
 * broadcast are not. Follows Gal and Ghahramani, "A Theoretically Grounded Application of Dropout in Recurrent Neural
 * Networks", 2016.
 *
 * @param sequence float32 [batch, time, units]; stays the caller's
 * @param options `rate`: the share of units that become 0, within [0, 1); the others grow by 1 / (1 - rate).
 *   `random` advances
 * @returns [batch, time, units]; the caller owns it
 * @throws InvalidArgumentError for another rank, or a rate out of range
 * @example
 * const dropped = sequenceDropout(tf.ones([2, 3, 4]), { rate: 0.5, random: new Random(42) });   // 0 or 2
 */
export function sequenceDropout(sequence: tf.Tensor3D, options: { rate: number; random: Random }): tf.Tensor3D {
  assertShape('sequence', sequence, [-1, -1, -1]);
  const [batch, time, units] = sequence.shape;
  return tf.tidy(() => {
    const masks = dropoutFactors(options.random, [batch, units], options.rate);
    const rows = Int32Array.from({ length: batch * time }, (_, position) => Math.floor(position / time));
    return tf.mul(sequence, tf.reshape(tf.gather(masks, tf.tensor1d(rows, 'int32')), sequence.shape));
  });
}
