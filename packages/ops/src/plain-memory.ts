import * as tf from '@tensorflow/tfjs-core';

/** Whether the backend in use keeps tensors in memory that JavaScript reads at no cost, and not on a GPU. */
export function inPlainMemory(): boolean {
  return ['cpu', 'wasm'].includes(tf.getBackend());
}
