import { useRefrain } from '@refrain/backend';
import * as tf from '@tensorflow/tfjs-core';

/** Chooses the TensorFlow.js backend; says in a line which and why. */
export async function useBackend(given: string | undefined): Promise<{ name: string; reason: string }> {
  if (given === 'cpu' || process.env['REFRAIN_BACKEND'] === 'cpu') {
    tf.env().set('IS_TEST', true);
    await tf.setBackend('cpu');
    return { name: 'cpu', reason: 'given' };
  }
  await useRefrain();
  return { name: 'refrain', reason: 'WebAssembly' };
}
