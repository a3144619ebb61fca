import { InvalidArgumentError } from '@refrain/core';
import type * as tf from '@tensorflow/tfjs-core';

/** The carry of the batch before. @throws InvalidArgumentError unless it is left out or has these shapes */
export function checkedCarry(
  shapes: readonly (readonly [batch: number, units: number])[],
  carry: readonly tf.Tensor[] | undefined,
): readonly tf.Tensor2D[] | undefined {
  if (carry === undefined) return undefined;
  const expected = shapes.map((shape) => `[${shape.join(', ')}]`);
  const received = carry.map(({ shape }) => `[${shape.join(', ')}]`);
  if (expected.join() === received.join()) return carry as readonly tf.Tensor2D[];
  throw new InvalidArgumentError({
    argument: 'carry',
    value: carry,
    message:
      `carry must hold states of shapes ${expected.join(', ')}; received ${received.join(', ') || 'none'}. ` +
      'Give back the carry of the batch before, of as many rows, or leave it out to start anew.',
  });
}
