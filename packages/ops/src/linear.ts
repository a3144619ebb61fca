import * as tf from '@tensorflow/tfjs-core';
import { asFloat } from './as-float.js';
import { assertShape } from './assert-shape.js';
import { hasFusedKernel, registerFusedGradient, runFusedKernel } from './fused-kernel.js';
import { linearGradientKernelName, linearKernelName } from './kernels.js';

/**
 * A dense layer without activation: `input · kernel + bias`, over the last axis.
 *
 * @param input float32 [..., inputUnits], of rank 2 or more
 * @param kernel float32 [inputUnits, units]
 * @param bias float32 [units]. @default zeros
 * @returns [..., units]; the caller owns it
 * @throws InvalidArgumentError for a shape that doesn't fit
 * @example
 * linear(tf.tensor2d([[1, 2]]), tf.tensor2d([[1, 0], [0, 10]]), tf.tensor1d([5, 5]));   // [[6, 25]]
 */
export function linear<T extends tf.Tensor>(input: T, kernel: tf.Tensor2D, bias?: tf.Tensor1D): T {
  assertShape('kernel', kernel, [-1, -1]);
  const [inputUnits, units] = kernel.shape;
  assertShape('input', input, [...new Array<number>(Math.max(1, input.rank - 1)).fill(-1), inputUnits]);
  if (bias) assertShape('bias', bias, [units]);
  return tf.tidy(() => {
    const rows = tf.reshape(asFloat(input), [-1, inputUnits]) as tf.Tensor2D;
    const result = hasFusedKernel(linearKernelName)
      ? fusedLinear(rows, kernel, bias)
      : composedLinear(rows, kernel, bias);
    return tf.reshape(result, [...input.shape.slice(0, -1), units]) as T;
  });
}

function composedLinear(rows: tf.Tensor2D, kernel: tf.Tensor2D, bias?: tf.Tensor1D): tf.Tensor {
  const product = tf.matMul(rows, kernel);
  return bias ? tf.add(product, bias) : product;
}

function fusedLinear(rows: tf.Tensor2D, kernel: tf.Tensor2D, bias?: tf.Tensor1D): tf.Tensor {
  registerFusedGradient(linearKernelName, {
    saveAllInputs: true,
    gradients: ([gradient], [input, weights, added]) => {
      const results = runFusedKernel(linearGradientKernelName, [gradient!, input!, weights!], {});
      const positions = added ? [0, 1, 2] : [0, 1];
      return Object.fromEntries(positions.map((position) => [position, () => results[position]!]));
    },
  });
  return runFusedKernel(linearKernelName, bias ? [rows, kernel, bias] : [rows, kernel], {})[0]!;
}
