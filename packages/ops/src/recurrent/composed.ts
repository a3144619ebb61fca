import * as tf from '@tensorflow/tfjs-core';
import { embedding } from '../embedding.js';
import { linear } from '../linear.js';
import { type CellState, cellStep } from './cells.js';
import type { RecurrentCall, RecurrentCallResult, RecurrentTensors } from './types.js';

/** One recurrent layer from TensorFlow.js's own operations, with their own gradients: runs on any backend. */
export function composedRecurrent(call: RecurrentCall): RecurrentCallResult {
  const { tensors, cell, reverse, returnOutputs } = call;
  const projected = tf.unstack(projectInput(call), 1) as tf.Tensor2D[];
  const keeps = tensors.mask && (tf.unstack(tf.expandDims(tf.cast(tensors.mask, 'float32'), 2), 1) as tf.Tensor2D[]);
  const [batch, units] = [projected[0]!.shape[0], tensors.recurrentKernel.shape[0]];
  const zeros = (): tf.Tensor2D => tf.zeros([batch, units]);
  const step = cellStep(call);

  let state: CellState = { hidden: (tensors.initialState as tf.Tensor2D) ?? zeros() };
  if (cell === 'lstm') state = { ...state, cell: (tensors.initialCell as tf.Tensor2D) ?? zeros() };
  const hiddens = new Array<tf.Tensor2D>(projected.length);
  for (let count = 0; count < projected.length; count++) {
    const position = reverse ? projected.length - 1 - count : count;
    const next = step(projected[position]!, state);
    state = keeps ? masked(keeps[position]!, next, state) : next;
    hiddens[position] = state.hidden;
  }

  return {
    ...(returnOutputs && { outputs: maskOutputs(tf.stack(hiddens, 1) as tf.Tensor3D, call) }),
    state: state.hidden,
    ...(state.cell && { cell: state.cell }),
  };
}

/** Every position's input · kernel + input bias: [batch, time, gates · units]. */
function projectInput({ tensors, cell, resetAfter }: RecurrentCall): tf.Tensor3D {
  const { bias, inputScale } = tensors;
  let projected = inputTimesKernel(tensors);
  if (inputScale) projected = tf.mul(projected, tf.expandDims(inputScale, 2));
  if (!bias) return projected;
  const inputBias = cell === 'gru' && resetAfter ? tf.squeeze(tf.slice(bias, [0, 0], [1, -1]), [0]) : bias;
  return tf.add(projected, inputBias);
}

function inputTimesKernel({ input, ids, table, kernel }: RecurrentTensors): tf.Tensor3D {
  if (input) return linear(input as tf.Tensor3D, kernel);
  // A one-hot row times the kernel is a row of the kernel.
  if (!table) return embedding(ids as tf.Tensor2D, kernel);
  return linear(embedding(ids as tf.Tensor2D, table as tf.Tensor2D), kernel);
}

/** The new state where `keep` [batch, 1] is 1, the old one where it is 0. */
function masked(keep: tf.Tensor2D, next: CellState, previous: CellState): CellState {
  const pass = tf.sub(1, keep);
  const choose = (after: tf.Tensor2D, before: tf.Tensor2D): tf.Tensor2D =>
    tf.add(tf.mul(keep, after), tf.mul(pass, before));
  const hidden = choose(next.hidden, previous.hidden);
  return next.cell && previous.cell ? { hidden, cell: choose(next.cell, previous.cell) } : { hidden };
}

/**
 * Gives masked positions their output. The state passes through them, so it is already the output before them,
 * except that before the first valid position the output is zeros and not the initial state.
 */
function maskOutputs(hiddens: tf.Tensor3D, { tensors, reverse, zeroOutputForMask }: RecurrentCall): tf.Tensor3D {
  const { mask, initialState } = tensors;
  if (!mask || (!zeroOutputForMask && !initialState)) return hiddens;
  const shown = zeroOutputForMask ? mask : tf.greater(tf.cumsum(mask, 1, false, reverse), 0);
  return tf.mul(hiddens, tf.expandDims(tf.cast(shown, 'float32'), 2));
}
