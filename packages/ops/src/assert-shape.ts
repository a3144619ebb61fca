import { InvalidArgumentError } from '@refrain/core';
import type * as tf from '@tensorflow/tfjs-core';

/** Throws unless `tensor` has exactly the shape `shape`; -1 stands for any size. */
export function assertShape(argument: string, tensor: tf.Tensor, shape: readonly number[]): void {
  const fits =
    tensor.shape.length === shape.length && shape.every((size, axis) => size === -1 || size === tensor.shape[axis]);
  if (fits) return;
  const expected = shape.map((size) => (size === -1 ? 'any' : size)).join(', ');
  throw new InvalidArgumentError({
    argument,
    value: tensor.shape,
    message: `${argument} must have the shape [${expected}]; received [${tensor.shape.join(', ')}].`,
  });
}

/** Throws unless `tensor` holds int32 numbers. */
export function assertIds(argument: string, tensor: tf.Tensor): void {
  if (tensor.dtype === 'int32') return;
  throw new InvalidArgumentError({
    argument,
    value: tensor.dtype,
    message: `${argument} must be an int32 tensor; received ${tensor.dtype}. Make it with the type 'int32', or use tf.cast.`,
  });
}
