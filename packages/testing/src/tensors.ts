import * as tf from '@tensorflow/tfjs-core';

/** Runs `work` and fails the test if more, or fewer, tensors are alive after it than before. */
export async function expectNoNewTensors<T>(work: () => T | Promise<T>): Promise<T> {
  const before = tf.memory().numTensors;
  const result = await work();
  const after = tf.memory().numTensors;
  if (after !== before) throw new Error(`expected ${before} tensors to be alive as before; there are ${after}`);
  return result;
}
