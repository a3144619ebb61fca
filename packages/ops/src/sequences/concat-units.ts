import * as tf from '@tensorflow/tfjs-core';
import { assertShape } from '../assert-shape.js';
import { permuteRows } from './permute-rows.js';

/**
 * Puts tensors side by side along their last axis: `tf.concat` with a gradient that is fast on every backend.
 *
 * Blocks of units are moved by one look-up, forward and backward, because TensorFlow.js's cpu backend cuts inner axes up
 * value by value.
 *
 * @param tensors at least one, each float32 [..., units]; all axes but the last agree
 * @returns [..., sum of units]; the caller owns it
 * @throws InvalidArgumentError for a tensor whose other axes differ from those of the first
 * @example
 * concatUnits([tf.tensor2d([[1, 2], [5, 6]]), tf.tensor2d([[3], [7]])]);   // [[1, 2, 3], [5, 6, 7]]
 */
export function concatUnits<T extends tf.Tensor>(tensors: readonly T[]): T {
  const outer = tensors[0]!.shape.slice(0, -1);
  tensors.forEach((tensor, index) => assertShape(`tensors[${index}]`, tensor, [...outer, -1]));
  const widths = tensors.map((tensor) => tensor.shape.at(-1)!);
  const block = widths.reduce(greatestCommonDivisor);
  const total = widths.reduce((sum, width) => sum + width, 0);
  return tf.tidy(() => {
    const blocks = tf.concat(
      tensors.map((tensor) => tf.reshape(tensor, [-1, block]) as tf.Tensor2D),
      0,
    );
    const rows = outer.reduce((product, size) => product * size, 1);
    return tf.reshape(permuteRows(blocks, blockOrder(widths, { rows, block })), [...outer, total]) as T;
  });
}

/** Where each block of the result, row by row, is among the blocks of the tensors one after the other. */
function blockOrder(widths: readonly number[], { rows, block }: { rows: number; block: number }): Int32Array {
  const counts = widths.map((width) => width / block);
  const order: number[] = [];
  for (let row = 0; row < rows; row++) {
    let first = 0;
    for (const count of counts) {
      for (let place = 0; place < count; place++) order.push(first + row * count + place);
      first += rows * count;
    }
  }
  return Int32Array.from(order);
}

function greatestCommonDivisor(left: number, right: number): number {
  return right === 0 ? left : greatestCommonDivisor(right, left % right);
}
