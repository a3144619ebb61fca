import * as tf from '@tensorflow/tfjs-core';
import { hasFusedKernel, registerFusedGradient, runFusedKernel } from './fused-kernel.js';
import { squaredNormKernelName } from './kernels.js';

/**
 * The sum of the squares of all values of all tensors: its root is the global norm, for clipping gradients.
 *
 * @param tensors float32, of any shapes; none at all give 0
 * @returns a scalar that the caller owns; differentiable
 * @example
 * squaredNorm([tf.tensor1d([3]), tf.tensor2d([[4]])]);   // 25
 */
export function squaredNorm(tensors: readonly tf.Tensor[]): tf.Scalar {
  if (tensors.length === 0) return tf.scalar(0);
  return tf.tidy(() => {
    if (!hasFusedKernel(squaredNormKernelName)) return tf.addN(tensors.map((values) => tf.sum(tf.square(values))));
    registerFusedGradient(squaredNormKernelName, {
      saveAllInputs: true,
      gradients: ([gradient], saved) => saved.map((values) => () => tf.mul(values, tf.mul(gradient!, 2))),
    });
    return runFusedKernel(squaredNormKernelName, tensors, {})[0]!;
  }) as tf.Scalar;
}
