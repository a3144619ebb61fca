import * as tf from '@tensorflow/tfjs-core';
import { attention } from '../attention/attention.js';
import { linear } from '../linear.js';
import { type CellState, cellStep } from '../recurrent/cells.js';
import type { RecurrentTensors } from '../recurrent/types.js';
import { concatUnits } from '../sequences/concat-units.js';
import { stackTime, unstackTime } from '../sequences/stack-time.js';
import type { AttentionDecoderCall } from './types.js';

/** The loop from operations that run on any backend, with their own gradients. */
export function composedAttentionDecoder(call: AttentionDecoderCall): tf.Tensor[] {
  const { tensors, order } = call;
  const layers = Array.from({ length: call.layers }, (_, index) => layerOf(call, index));
  const inputs = unstackTime(layers[0]!.project(tensors.input as tf.Tensor3D));
  const looked = looking(call);
  const fed = (values: tf.Tensor2D): tf.Tensor2D => (tensors.feedMask ? tf.mul(values, tensors.feedMask) : values);

  let states = layers.map(({ initial }) => initial);
  let previous = tensors.initialReadout as tf.Tensor2D | undefined;
  const readouts: tf.Tensor2D[] = [];
  const weights: tf.Tensor2D[] = [];
  const advance = (position: number, feed: tf.Tensor2D | undefined): void => {
    let projected = inputs[position]!;
    if (feed) projected = tf.add(projected, linear(fed(feed), layers[0]!.feedKernel!));
    const next: CellState[] = [];
    for (const [index, layer] of layers.entries()) {
      if (index > 0) projected = layer.project(layer.dropInput(next[index - 1]!.hidden));
      next.push(layer.step(projected, states[index]!));
    }
    states = next;
  };
  const top = (): tf.Tensor2D => states.at(-1)!.hidden;

  for (let position = 0; position < inputs.length; position++) {
    if (order === 'luong') advance(position, previous);
    const look = looked(top());
    if (order === 'bahdanau') advance(position, look.context);
    previous = readoutOf(call, top(), look.context);
    readouts.push(previous);
    weights.push(look.weights);
  }
  const last = states.flatMap(({ hidden, cell }) => (cell ? [hidden, cell] : [hidden]));
  return [stackTime(readouts), stackTime(weights), ...last];
}

interface Layer {
  readonly initial: CellState;
  /** The rows of the kernel that what is fed goes through; first layer only. */
  readonly feedKernel: tf.Tensor2D | undefined;
  /** `values` [..., width], without what is fed, times the kernel plus the input's bias. */
  project<T extends tf.Tensor>(values: T): T;
  dropInput(values: tf.Tensor2D): tf.Tensor2D;
  step(projected: tf.Tensor2D, state: CellState): CellState;
}

function layerOf({ tensors, cell, resetAfter }: AttentionDecoderCall, index: number): Layer {
  const kernel = tensors[`${index}.kernel`] as tf.Tensor2D;
  const recurrentKernel = tensors[`${index}.recurrentKernel`] as tf.Tensor2D;
  const bias = tensors[`${index}.bias`];
  const recurrentMask = tensors[`${index}.recurrentMask`];
  const inputMask = tensors[`${index}.inputMask`];
  const weights: RecurrentTensors = { kernel, recurrentKernel, bias, recurrentMask };
  const shape: [number, number] = [tensors.input!.shape[0]!, recurrentKernel.shape[0]];
  const hidden = (tensors[`${index}.initialState`] as tf.Tensor2D | undefined) ?? tf.zeros(shape);
  const memory = (tensors[`${index}.initialCell`] as tf.Tensor2D | undefined) ?? tf.zeros(shape);
  const inputBias = bias && (bias.rank === 2 ? tf.squeeze(tf.slice(bias, [0, 0], [1, -1]), [0]) : bias);
  const inputUnits = tensors.input!.shape[2]!;
  const [own, feedKernel] =
    index === 0 ? tf.split(kernel, [inputUnits, kernel.shape[0] - inputUnits], 0) : [kernel, undefined];
  return {
    initial: cell === 'lstm' ? { hidden, cell: memory as tf.Tensor2D } : { hidden: hidden as tf.Tensor2D },
    feedKernel: feedKernel as tf.Tensor2D | undefined,
    project: (values) => linear(values, own as tf.Tensor2D, inputBias as tf.Tensor1D | undefined),
    dropInput: (values) => (inputMask ? tf.mul(values, inputMask) : values),
    step: cellStep({ tensors: weights, cell, resetAfter }),
  };
}

/** What attention finds from a state: its context [batch, valueUnits] and weights [batch, source]. */
function looking({
  tensors,
  scoreFactor,
}: AttentionDecoderCall): (hidden: tf.Tensor2D) => { context: tf.Tensor2D; weights: tf.Tensor2D } {
  const { queryKernel, scoreScale } = tensors;
  const [values, keys] = [tensors.values as tf.Tensor3D, tensors.keys as tf.Tensor3D];
  const mask = tensors.sourceMask as tf.Tensor2D | undefined;
  return (hidden) => {
    const query = queryKernel ? linear(hidden, queryKernel as tf.Tensor2D) : hidden;
    const sequences = { queries: tf.expandDims<tf.Tensor3D>(query, 1), values, keys, mask };
    const { context, weights } = scoreScale
      ? attention(sequences, { score: 'additive', scale: scoreScale })
      : attention(sequences, { score: 'scaled-dot', scale: tf.scalar(scoreFactor) });
    return { context: tf.squeeze(context, [1]), weights: tf.squeeze(weights, [1]) };
  };
}

function readoutOf({ tensors, readout }: AttentionDecoderCall, hidden: tf.Tensor2D, context: tf.Tensor2D): tf.Tensor2D {
  switch (readout) {
    case 'hidden':
      return hidden;
    case 'context':
      return context;
    case 'concatenation':
      return concatUnits([hidden, context]);
    case 'combined':
      return tf.tanh(linear(concatUnits([hidden, context]), tensors.readoutKernel as tf.Tensor2D));
  }
}
