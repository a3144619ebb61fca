import type { TensorInfo } from '@tensorflow/tfjs-core';
import { InvalidArgumentError } from '@refrain/core';

/** Throws for a tensor that hasn't the shape which follows from the others of the call. */
type ShapeAssertion = (name: string, tensor: TensorInfo, expected: readonly number[]) => void;

/** The check of a kernel's tensors: it reads them by address, and one of another shape would be a stranger's memory. */
export function shapeAssertion(kernel: string): ShapeAssertion {
  return (name, { shape }, expected) => {
    if (shape.length === expected.length && shape.every((size, axis) => size === expected[axis])) return;
    throw new InvalidArgumentError({
      argument: name,
      value: shape,
      message:
        `${name} of ${kernel} must have the shape [${expected.join(', ')}]; received [${shape.join(', ')}]. ` +
        'Check it against the other tensors of the call.',
    });
  };
}
