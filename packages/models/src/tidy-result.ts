import * as tf from '@tensorflow/tfjs-core';

/**
 * `tf.tidy` for results with readonly fields: frees every tensor that `work` makes but those that it returns.
 *
 * `tf.tidy` itself finds them at run time, but its type asks for mutable containers.
 */
export function tidyResult<Result extends object>(work: () => Result): Result {
  return tf.tidy(work as () => tf.TensorContainer) as Result;
}
