import * as tf from '@tensorflow/tfjs-core';

/** The tensor in float32: one-hot rows and masks often come as integers, whose bits a fused kernel would misread. */
export function asFloat<T extends tf.Tensor>(tensor: T): T {
  return tensor.dtype === 'float32' ? tensor : tf.cast(tensor, 'float32');
}
