import type { IdBatch } from '@refrain/core';
import { embedding } from '@refrain/ops';
import * as tf from '@tensorflow/tfjs-core';

/** A batch whose padding stands behind the ids of each row, and the way back to where they stood. */
export interface CompactBatch {
  readonly inputs: IdBatch;
  /** What was computed of `inputs`, [batch, time, units], in the order of the given batch. */
  restore(sequence: tf.Tensor3D): tf.Tensor3D;
}

/** Moves padding behind the last id of its row, where nothing that counts comes after it. */
export function gapsAtTheEnd(inputs: IdBatch): CompactBatch {
  const { ids, mask, shape } = inputs;
  const [batch, time] = shape;
  const order = new Int32Array(ids.length);
  for (let row = 0; row < batch; row++) {
    let place = row * time;
    for (const flag of [1, 0]) {
      for (let position = row * time; position < (row + 1) * time; position++) {
        if (mask[position] === flag) order[place++] = position;
      }
    }
  }
  if (order.every((from, place) => from === place)) return { inputs, restore: (sequence) => sequence };
  const placeOf = new Int32Array(order.length);
  order.forEach((from, place) => (placeOf[from] = place));
  return {
    inputs: { ids: order.map((from) => ids[from]!), mask: Uint8Array.from(order, (from) => mask[from]!), shape },
    restore(sequence) {
      const rows = tf.reshape(sequence, [batch * time, -1]) as tf.Tensor2D;
      return tf.reshape(embedding(tf.tensor2d(placeOf, [batch, time], 'int32'), rows), sequence.shape);
    },
  };
}
