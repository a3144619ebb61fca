import * as tf from '@tensorflow/tfjs-core';

/**
 * The rows of a matrix in another order: row i of the result is row `order[i]`. Its gradient is the same look-up by the
 * inverse order, where that of any look-up has to add up.
 *
 * @param order each row once
 */
export function permuteRows(rows: tf.Tensor2D, order: Int32Array): tf.Tensor2D {
  const permute = tf.customGrad((matrix) => ({
    value: tf.gather(matrix as tf.Tensor2D, tf.tensor1d(order, 'int32')),
    gradFunc: (gradient: tf.Tensor) => tf.gather(gradient, tf.tensor1d(inverseOf(order), 'int32')),
  }));
  return permute(rows) as tf.Tensor2D;
}

function inverseOf(order: Int32Array): Int32Array {
  const inverse = new Int32Array(order.length);
  for (let place = 0; place < order.length; place++) inverse[order[place]!] = place;
  return inverse;
}
