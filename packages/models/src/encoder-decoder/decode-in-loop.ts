import { attentionDecoder } from '@refrain/ops';
import type { RecurrentState } from '@refrain/ops';
import type * as tf from '@tensorflow/tfjs-core';
import { layerWeights } from '../recurrent-layer.js';
import type { Memory } from './attend.js';
import type { EncoderDecoderNetwork } from './network.js';

/** What a loop starts from, and what it drops in training. */
export interface LoopContext {
  /** Each [batch, units]: layer by layer hidden, and for an LSTM its cell. */
  readonly states: readonly tf.Tensor2D[];
  readonly memory: Memory;
  /** With input feeding, what is fed at the first position: [batch, readoutUnits]. */
  readonly initialReadout?: tf.Tensor2D | undefined;
  readonly feedMask?: tf.Tensor2D | undefined;
  /** Of each layer but the first. */
  readonly inputMasks?: readonly (tf.Tensor2D | undefined)[];
  /** Of each layer. */
  readonly recurrentMasks?: readonly (tf.Tensor2D | undefined)[];
}

/** What a loop gives: everything before dropout. */
export interface LoopResult {
  /** [batch, time, readoutUnits] */
  readonly readouts: tf.Tensor3D;
  /** [batch, time, source] */
  readonly weights: tf.Tensor3D;
  /** As they came in, behind the last position. */
  readonly states: tf.Tensor2D[];
}

/** Decodes the positions of `vectors` [batch, time, targetEmbedding] with attention inside the loop over them. */
export function decodeInLoop(
  network: EncoderDecoderNetwork,
  vectors: tf.Tensor3D,
  { states, memory, initialReadout, feedMask, inputMasks = [], recurrentMasks = [] }: LoopContext,
): LoopResult {
  const { options, weight } = network;
  const { cell, attention, attentionOrder, readout } = options;
  const additive = attention === 'additive';
  const { mask, ...source } = memory;
  const result = attentionDecoder(
    { input: vectors, ...source, ...(mask && { mask }) },
    {
      layers: options.units.map((_, layer) => layerWeights(network, `decoder.${layer}`)),
      ...(additive && {
        queryKernel: weight('attention.queryKernel') as tf.Tensor2D,
        scoreScale: weight('attention.scale') as tf.Tensor1D,
      }),
      ...(readout === 'combined' && { readoutKernel: weight('readout.kernel') as tf.Tensor2D }),
    },
    {
      cell,
      order: attentionOrder!,
      // Keys are projected once a sentence, which leaves products.
      score: additive || attention === 'scaled-dot' ? attention : 'dot',
      readout: readout!,
      initialStates: layerStates(states, cell),
      ...(initialReadout && { initialReadout }),
      ...(feedMask && { feedMask }),
      ...(given(inputMasks) && { inputMasks }),
      ...(given(recurrentMasks) && { recurrentMasks }),
      ...(cell === 'gru' && { resetAfter: options.resetAfter! }),
    },
  );
  const list = result.states.flatMap((state) => (state.cell ? [state.state, state.cell] : [state.state]));
  return { ...result, states: list };
}

/** The list of states layer by layer. */
function layerStates(states: readonly tf.Tensor2D[], cell: EncoderDecoderNetwork['options']['cell']): RecurrentState[] {
  if (cell !== 'lstm') return states.map((state) => ({ state }));
  return Array.from({ length: states.length / 2 }, (_, layer) => ({
    state: states[2 * layer]!,
    cell: states[2 * layer + 1]!,
  }));
}

/** Whether there are masks: those of one kind are there for all layers or for none. */
function given(masks: readonly (tf.Tensor2D | undefined)[]): masks is readonly tf.Tensor2D[] {
  return masks.length > 0 && masks.every((mask) => mask !== undefined);
}
