import type { Random } from '@refrain/core';
import { dropoutFactors, sequenceDropout } from '@refrain/ops';
import * as tf from '@tensorflow/tfjs-core';

/** The sequence with units dropped, by one mask a row; as it is without a generator, which means prediction. */
export function dropped(sequence: tf.Tensor3D, rate: number, random: Random | undefined): tf.Tensor3D {
  return random === undefined || rate === 0 ? sequence : sequenceDropout(sequence, { rate, random });
}

/** Factors of a state `shape` for recurrent dropout; nothing in prediction. */
export function stateFactors(
  shape: [batch: number, units: number],
  rate: number,
  random: Random | undefined,
): tf.Tensor2D | undefined {
  return random === undefined || rate === 0 ? undefined : (dropoutFactors(random, shape, rate) as tf.Tensor2D);
}

/** The sequence [batch, time, units] with the units of every position times `factors` [batch, units], where there are any. */
export function droppedBy(sequence: tf.Tensor3D, factors: tf.Tensor2D | undefined): tf.Tensor3D {
  if (factors === undefined) return sequence;
  const [batch, time] = sequence.shape;
  const rows = Int32Array.from({ length: batch * time }, (_, position) => Math.floor(position / time));
  // Repeated by a look-up: products of one shape are fast on every backend, and those that broadcast are not.
  return tf.mul(sequence, tf.reshape(tf.gather(factors, tf.tensor1d(rows, 'int32')), sequence.shape));
}
