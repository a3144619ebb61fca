import * as tf from '@tensorflow/tfjs-core';
import type { RecurrentCall } from './types.js';

/** What a cell carries from one position to the next, each [batch, units]. */
export interface CellState {
  readonly hidden: tf.Tensor2D;
  /** LSTM only. */
  readonly cell?: tf.Tensor2D;
}

/** From the projected input [batch, gates · units] of one position and the state before it, the state behind it. */
export type CellStep = (projected: tf.Tensor2D, state: CellState) => CellState;

/** What a cell needs to know of a call. */
export type CellCall = Pick<RecurrentCall, 'tensors' | 'cell' | 'resetAfter'>;

/** The step of a call's cell, from TensorFlow.js's operations. */
export function cellStep(call: CellCall): CellStep {
  const { tensors, cell, resetAfter } = call;
  const recurrentMask = tensors.recurrentMask as tf.Tensor2D | undefined;
  const drop = (hidden: tf.Tensor2D): tf.Tensor2D => (recurrentMask ? tf.mul(hidden, recurrentMask) : hidden);
  if (cell === 'rnn') return simpleRnnStep(call, drop);
  if (cell === 'lstm') return lstmStep(call, drop);
  return resetAfter ? gruStepResetAfter(call, drop) : gruStepResetBefore(call, drop);
}

type Drop = (hidden: tf.Tensor2D) => tf.Tensor2D;

function simpleRnnStep({ tensors }: CellCall, drop: Drop): CellStep {
  return (projected, { hidden }) => ({
    hidden: tf.tanh(tf.add<tf.Tensor2D>(projected, tf.matMul(drop(hidden), tensors.recurrentKernel))),
  });
}

function lstmStep({ tensors }: CellCall, drop: Drop): CellStep {
  return (projected, state) => {
    const gates = tf.add(projected, tf.matMul(drop(state.hidden), tensors.recurrentKernel));
    const [input, forget, candidate, output] = tf.split(gates, 4, 1) as [
      tf.Tensor2D,
      tf.Tensor2D,
      tf.Tensor2D,
      tf.Tensor2D,
    ];
    const kept = tf.mul(tf.sigmoid(forget), state.cell!);
    const cell = tf.add<tf.Tensor2D>(kept, tf.mul(tf.sigmoid(input), tf.tanh(candidate)));
    return { hidden: tf.mul(tf.sigmoid(output), tf.tanh(cell)), cell };
  };
}

/** The reset gate multiplies the projected state, its bias included. */
function gruStepResetAfter({ tensors }: CellCall, drop: Drop): CellStep {
  const { bias, recurrentKernel } = tensors;
  const units = recurrentKernel.shape[0];
  const recurrentBias = bias && tf.squeeze(tf.slice(bias, [1, 0], [1, -1]), [0]);
  const sizes = [2 * units, units];
  return (projected, { hidden }) => {
    const product = tf.matMul(drop(hidden), recurrentKernel);
    const recurrent = recurrentBias ? tf.add<tf.Tensor2D>(product, recurrentBias) : product;
    const [inputGates, inputCandidate] = tf.split(projected, sizes, 1) as [tf.Tensor2D, tf.Tensor2D];
    const [recurrentGates, recurrentCandidate] = tf.split(recurrent, sizes, 1) as [tf.Tensor2D, tf.Tensor2D];
    const gates = tf.sigmoid(tf.add(inputGates, recurrentGates));
    const [update, reset] = tf.split(gates, 2, 1) as [tf.Tensor2D, tf.Tensor2D];
    const candidate = tf.tanh(tf.add<tf.Tensor2D>(inputCandidate, tf.mul(reset, recurrentCandidate)));
    return { hidden: interpolate(update, hidden, candidate) };
  };
}

/** The reset gate multiplies the state before it is projected. */
function gruStepResetBefore({ tensors }: CellCall, drop: Drop): CellStep {
  const units = tensors.recurrentKernel.shape[0];
  const sizes = [2 * units, units];
  const [gateKernel, candidateKernel] = tf.split(tensors.recurrentKernel, sizes, 1) as [tf.Tensor2D, tf.Tensor2D];
  return (projected, { hidden }) => {
    const dropped = drop(hidden);
    const [inputGates, inputCandidate] = tf.split(projected, sizes, 1) as [tf.Tensor2D, tf.Tensor2D];
    const gates = tf.sigmoid(tf.add(inputGates, tf.matMul(dropped, gateKernel)));
    const [update, reset] = tf.split(gates, 2, 1) as [tf.Tensor2D, tf.Tensor2D];
    const recurrent = tf.matMul(tf.mul<tf.Tensor2D>(reset, dropped), candidateKernel);
    return { hidden: interpolate(update, hidden, tf.tanh(tf.add<tf.Tensor2D>(inputCandidate, recurrent))) };
  };
}

/** update ⊙ hidden + (1 - update) ⊙ candidate */
function interpolate(update: tf.Tensor2D, hidden: tf.Tensor2D, candidate: tf.Tensor2D): tf.Tensor2D {
  return tf.add(tf.mul(update, hidden), tf.mul(tf.sub(1, update), candidate));
}
