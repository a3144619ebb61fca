import { refuse } from '@refrain/core';
import * as tf from '@tensorflow/tfjs-core';
import { assertShape } from '../assert-shape.js';
import { permuteRows } from './permute-rows.js';

/**
 * Makes a sequence of what a loop over time gave, position by position; `tf.stack` along time, with a gradient that is
 * fast on every backend.
 *
 * @param steps one float32 [batch, units] a position, at least one
 * @returns [batch, time, units]; the caller owns it
 * @throws InvalidArgumentError for no steps, or one of another shape than the first
 * @example
 * stackTime([tf.tensor2d([[1], [2]]), tf.tensor2d([[3], [4]])]);   // [[[1], [3]], [[2], [4]]]
 */
export function stackTime(steps: readonly tf.Tensor2D[]): tf.Tensor3D {
  if (steps.length === 0) refuse('steps', steps, { expected: 'an array of at least one tensor' });
  assertShape('steps[0]', steps[0]!, [-1, -1]);
  const [batch, units] = steps[0]!.shape;
  steps.forEach((step, index) => assertShape(`steps[${index}]`, step, [batch, units]));
  const time = steps.length;
  return tf.tidy(() => {
    const rows = permuteRows(tf.concat([...steps], 0), exchangedAxes(batch, time));
    return tf.reshape(rows, [batch, time, units]);
  });
}

/**
 * Cuts a sequence into its positions, for a loop over time: the inverse of {@link stackTime}.
 *
 * @param sequence float32 [batch, time, units]
 * @returns one [batch, units] a position; the caller owns them
 * @throws InvalidArgumentError for another rank
 * @example
 * unstackTime(tf.tensor3d([[[1], [3]], [[2], [4]]]));   // [[1], [2]] and [[3], [4]]
 */
export function unstackTime(sequence: tf.Tensor3D): tf.Tensor2D[] {
  assertShape('sequence', sequence, [-1, -1, -1]);
  const [batch, time, units] = sequence.shape;
  return tf.tidy(() => {
    const rows = tf.reshape(sequence, [batch * time, units]) as tf.Tensor2D;
    return tf.split(permuteRows(rows, exchangedAxes(time, batch)), time, 0) as tf.Tensor2D[];
  });
}

/** Of rows in the order [inner, outer], those in the order [outer, inner]. */
function exchangedAxes(outer: number, inner: number): Int32Array {
  return Int32Array.from({ length: outer * inner }, (_, place) => (place % inner) * outer + Math.floor(place / inner));
}
