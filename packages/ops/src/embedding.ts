import * as tf from '@tensorflow/tfjs-core';
import { assertIds, assertShape } from './assert-shape.js';
import { hasFusedKernel } from './fused-kernel.js';
import { inPlainMemory } from './plain-memory.js';

/**
 * Looks up the row of each id, with a gradient for the table on every backend.
 *
 * @param ids int32 [batch, time], each within [0, vocabulary)
 * @param table float32 [vocabulary, units]
 * @returns [batch, time, units]; the caller owns it
 * @throws InvalidArgumentError for ids that aren't int32 or a table that isn't a matrix
 * @example
 * embedding(tf.tensor2d([[1, 0]], [1, 2], 'int32'), tf.tensor2d([[1, 2], [3, 4]]));   // [[[3, 4], [1, 2]]]
 */
export function embedding(ids: tf.Tensor2D, table: tf.Tensor2D): tf.Tensor3D {
  assertShape('ids', ids, [-1, -1]);
  assertIds('ids', ids);
  assertShape('table', table, [-1, -1]);
  const lookUp = tf.customGrad((rows, save) => {
    (save as tf.GradSaveFunc)([ids]);
    return {
      value: tf.gather(rows as tf.Tensor2D, ids),
      gradFunc: (gradient: tf.Tensor, [saved]: tf.Tensor[]) => sumById(gradient, saved!, table.shape),
    };
  });
  return lookUp(table) as tf.Tensor as tf.Tensor3D;
}

/** For every id the sum of the gradients at its positions: [vocabulary, units]. */
function sumById(gradient: tf.Tensor, ids: tf.Tensor, [vocabulary, units]: [number, number]): tf.Tensor2D {
  // The kernel is missing in the wasm backend, and visits every gradient once per id of the vocabulary in the cpu
  // backend.
  if (hasFusedKernel(tf.UnsortedSegmentSum) && !inPlainMemory()) {
    const flat = tf.reshape(gradient, [ids.size, units]);
    return tf.unsortedSegmentSum(flat, tf.reshape(ids, [ids.size]) as tf.Tensor1D, vocabulary) as tf.Tensor2D;
  }
  const sums = new Float32Array(vocabulary * units);
  const values = gradient.dataSync();
  ids.dataSync().forEach((id, position) => {
    for (let unit = 0; unit < units; unit++) sums[id * units + unit]! += values[position * units + unit]!;
  });
  return tf.tensor2d(sums, [vocabulary, units]);
}
