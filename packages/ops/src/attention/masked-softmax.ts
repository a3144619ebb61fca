import * as tf from '@tensorflow/tfjs-core';

/** What a masked score loses: enough for a weight of exactly 0, and finite, so that a row of padding alone gives no NaN. */
const forbidden = 1e9;

/**
 * The softmax over the last axis, with weight 0 where `mask` [batch, target, source] is 0.
 *
 * The gradient is TensorFlow.js's own but for the sums over a row, which come by a product with ones already repeated: what
 * broadcasts is slow on some backends.
 */
export function maskedSoftmax(scores: tf.Tensor3D, mask: tf.Tensor3D | undefined): tf.Tensor3D {
  const allowed = mask ? tf.add<tf.Tensor3D>(scores, tf.mul(tf.sub(mask, 1), forbidden)) : scores;
  const softmax = tf.customGrad((logits, save) => {
    const weights = tf.softmax(logits as tf.Tensor3D);
    (save as tf.GradSaveFunc)([weights]);
    return {
      value: weights,
      gradFunc: (gradient: tf.Tensor, [saved]: tf.Tensor[]) => {
        const source = weights.shape[2];
        const weighted = tf.mul<tf.Tensor3D>(gradient, saved!);
        const rows = tf.reshape(weighted, [-1, source]) as tf.Tensor2D;
        const sums = tf.reshape(tf.matMul(rows, tf.ones([source, source])), weights.shape);
        return tf.sub(weighted, tf.mul(sums, saved!));
      },
    };
  });
  return softmax(allowed) as tf.Tensor3D;
}
