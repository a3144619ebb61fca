import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { fusedBackendName, type NumericGradient, registerFusedBackend } from './fused-backend.js';

/**
 * Makes ready the backends that every operation is tested on: `cpu`, where it runs composed, and one that has all fused
 * kernels. TensorFlow.js checks for itself that no kernel leaks.
 */
export function testBackends(numericGradient: NumericGradient): string[] {
  tf.env().set('IS_TEST', true);
  registerFusedBackend(numericGradient);
  return ['cpu', fusedBackendName];
}
