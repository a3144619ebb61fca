import type { IdBatch } from '@refrain/core';
import * as tf from '@tensorflow/tfjs-core';

/** The ids as a tensor, int32 [batch, time]. */
export function idsOf({ ids, shape }: IdBatch): tf.Tensor2D {
  return tf.tensor2d(ids, [...shape], 'int32');
}

/** The mask as a tensor, or nothing where every position counts: an unmasked sequence runs faster. */
export function maskOf({ mask, shape }: IdBatch): tf.Tensor2D | undefined {
  return mask.includes(0) ? tf.tensor2d(Int32Array.from(mask), [...shape], 'int32') : undefined;
}
