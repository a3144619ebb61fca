import { gru, lstm, simpleRnn } from '@refrain/ops';
import type { CellKind, RecurrentInput, RecurrentOptions, RecurrentWeights } from '@refrain/ops';
import type * as tf from '@tensorflow/tfjs-core';
import type { Network } from './network.js';

/** The kind of a layer, as the options of a model have it. */
export interface RecurrentKind {
  readonly cell: CellKind;
  /** GRU only. */
  readonly resetAfter?: boolean;
}

/** What a recurrent layer runs with. */
export interface LayerContext extends Pick<RecurrentOptions, 'mask' | 'recurrentMask'> {
  readonly weights: RecurrentWeights;
  /** The layer's own initial states first, {@link statesOfLayer} of them; others may follow. */
  readonly states?: readonly tf.Tensor2D[];
}

/** How many states a layer carries. */
export function statesOfLayer({ cell }: RecurrentKind): number {
  return cell === 'lstm' ? 2 : 1;
}

/** The weights of the layer of that name. */
export function layerWeights({ weight }: Network<unknown>, prefix: string): RecurrentWeights {
  return {
    kernel: weight(`${prefix}.kernel`) as tf.Tensor2D,
    recurrentKernel: weight(`${prefix}.recurrentKernel`) as tf.Tensor2D,
    bias: weight(`${prefix}.bias`),
  };
}

/** Runs one layer of any cell over whole sequences; its states come as a list: hidden, and for an LSTM its cell. */
export function recurrentLayer(
  { cell, resetAfter }: RecurrentKind,
  input: RecurrentInput,
  { weights, states, mask, recurrentMask }: LayerContext,
): { outputs: tf.Tensor3D; states: tf.Tensor2D[] } {
  const shared = { initialState: states?.[0], mask, recurrentMask };
  if (cell === 'lstm') {
    const { outputs, state, cell: memory } = lstm(input, weights, { ...shared, initialCell: states?.[1] });
    return { outputs, states: [state, memory] };
  }
  const { outputs, state } =
    cell === 'gru' ? gru(input, weights, { ...shared, resetAfter }) : simpleRnn(input, weights, shared);
  return { outputs, states: [state] };
}
