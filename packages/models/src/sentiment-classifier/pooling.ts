import type { IdBatch } from '@refrain/core';
import { concatUnits, embedding } from '@refrain/ops';
import * as tf from '@tensorflow/tfjs-core';

/**
 * What a classifier decides by:
 *
 * - `'last'`: the state behind the last valid position
 * - `'max'`: of each unit the largest output at a valid position, as in Conneau et al., "Supervised Learning of Universal
 *   Sentence Representations from Natural Language Inference Data", 2017
 * - `'mean'`: the mean of the outputs at valid positions
 * - `'concat'`: the last state, the largest outputs and the mean of the outputs side by side, as in Howard and Ruder,
 *   "Universal Language Model Fine-tuning for Text Classification", 2018: a few words of a long text may decide, and the
 *   last state can have lost them
 */
export type Pooling = (typeof poolings)[number];

export const poolings = ['last', 'max', 'mean', 'concat'] as const;

/** How many vectors of a layer's width stand side by side. */
export const pooledVectors: Readonly<Record<Pooling, number>> = { last: 1, max: 1, mean: 1, concat: 3 };

/** What a layer gives: outputs [batch, time, units] and the state behind the last valid position, [batch, units]. */
export interface Poolable {
  readonly outputs: tf.Tensor3D;
  readonly state: tf.Tensor2D;
}

/** What the classifier decides by, [batch, units × vectors]; rows without a valid position give zeros. */
export function pooled(
  { outputs, state }: Poolable,
  { mask }: IdBatch,
  pooling: Exclude<Pooling, 'last'>,
): tf.Tensor2D {
  switch (pooling) {
    case 'max':
      return maximum(outputs, mask);
    case 'mean':
      return mean(outputs, mask);
    case 'concat':
      return concatUnits([state, maximum(outputs, mask), mean(outputs, mask)]);
  }
}

/** The mean of the outputs at valid positions, [batch, units]. */
function mean(outputs: tf.Tensor3D, mask: Uint8Array): tf.Tensor2D {
  const [batch, time, units] = outputs.shape;
  const shares = new Float32Array(batch * time);
  for (let row = 0; row < batch; row++) {
    const valid = mask.subarray(row * time, (row + 1) * time);
    const count = valid.filter((counts) => counts !== 0).length;
    valid.forEach((counts, position) => {
      if (counts) shares[row * time + position] = 1 / count;
    });
  }
  return tf.reshape(tf.matMul(tf.tensor3d(shares, [batch, 1, time]), outputs), [batch, units]);
}

/**
 * The largest output of each unit at valid positions, [batch, units].
 *
 * Looked for here and taken by a look-up: TensorFlow.js's cpu backend turns the axes of `tf.max`, forward and backward,
 * value by value.
 */
function maximum(outputs: tf.Tensor3D, mask: Uint8Array): tf.Tensor2D {
  const [batch, time, units] = outputs.shape;
  const values = outputs.dataSync<'float32'>();
  // Where nothing counts the row's first output is taken, which masking has made zeros.
  const places = Int32Array.from(
    { length: batch * units },
    (_, place) => Math.floor(place / units) * time * units + (place % units),
  );
  const largest = new Float32Array(batch * units).fill(-Infinity);
  for (let position = 0; position < batch * time; position++) {
    if (!mask[position]) continue;
    const row = Math.floor(position / time);
    for (let unit = 0; unit < units; unit++) {
      const place = row * units + unit;
      const value = values[position * units + unit]!;
      if (value <= largest[place]!) continue;
      largest[place] = value;
      places[place] = position * units + unit;
    }
  }
  const table = tf.reshape(outputs, [batch * time * units, 1]) as tf.Tensor2D;
  return tf.reshape(embedding(tf.tensor2d(places, [batch, units], 'int32'), table), [batch, units]);
}
