import * as tf from '@tensorflow/tfjs-core';

/** `tf.tidy` for work whose result holds no tensor, of any type. */
export function withoutTensors<T>(work: () => T): T {
  let result!: T;
  tf.tidy(() => {
    result = work();
  });
  return result;
}
