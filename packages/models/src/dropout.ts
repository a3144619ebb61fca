import type { Random } from '@refrain/core';
import { dropoutFactors, sequenceDropout } from '@refrain/ops';
import type * as tf from '@tensorflow/tfjs-core';

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
