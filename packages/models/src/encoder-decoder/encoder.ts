import type { IdBatch, Random } from '@refrain/core';
import { bidirectional, concatUnits, embedding, linear } from '@refrain/ops';
import type { RecurrentInput, RecurrentState } from '@refrain/ops';
import * as tf from '@tensorflow/tfjs-core';
import { dropped, stateFactors } from '../dropout.js';
import { idsOf, maskOf } from '../id-tensors.js';
import { layerWeights, recurrentLayer } from '../recurrent-layer.js';
import { embeddingOf } from './network.js';
import type { EncoderDecoderNetwork } from './network.js';
import { hasBridge, startingLayer } from './widths.js';

/** What the decoder gets to know of the source. */
export interface EncodedSource {
  /** What was read at each position: [batch, source, memoryUnits]. */
  readonly outputs: tf.Tensor3D;
  /** int32 [batch, source]; nothing where every position counts. */
  readonly mask: tf.Tensor2D | undefined;
  /** Where the decoder starts, each [batch, units]: layer by layer hidden, and for an LSTM its cell. */
  readonly states: readonly tf.Tensor2D[];
}

/** Reads the source: embedding → recurrent layers, and across the bridges. Call it in a `tf.tidy`. */
export function encodeSource(
  network: EncoderDecoderNetwork,
  source: IdBatch,
  random: Random | undefined,
): EncodedSource {
  const { options } = network;
  const mask = maskOf(source);
  const finals: tf.Tensor2D[][] = [];
  let input = embedded(network, 'source', { ids: source, random });
  let outputs!: tf.Tensor3D;
  for (const layer of options.encoderUnits.keys()) {
    if (layer > 0) input = { input: dropped(outputs, options.dropout, random) };
    const result = encoderLayer(network, layer, { input, mask, random, batch: source.shape[0] });
    outputs = result.outputs;
    finals.push(result.states);
  }
  const states = options.units.flatMap((_, layer) => {
    const final = finals[startingLayer(options, layer)]!;
    return hasBridge(options, layer) ? bridged(network, layer, final) : final;
  });
  return { outputs, mask, states };
}

/** Ids as the first layer of a side reads them; where they can stay ids, the layer looks its projected inputs up. */
export function embedded(
  network: EncoderDecoderNetwork,
  side: 'source' | 'target',
  { ids, random }: { ids: IdBatch; random: Random | undefined },
): RecurrentInput {
  const { dropout } = network.options;
  const [tensor, table] = [idsOf(ids), embeddingOf(network, side)];
  const dropping = random !== undefined && dropout > 0;
  return dropping ? { input: dropped(embedding(tensor, table), dropout, random) } : { ids: tensor, table };
}

interface EncoderLayerContext {
  readonly input: RecurrentInput;
  readonly mask: tf.Tensor2D | undefined;
  readonly random: Random | undefined;
  readonly batch: number;
}

function encoderLayer(
  network: EncoderDecoderNetwork,
  layer: number,
  { input, mask, random, batch }: EncoderLayerContext,
): { outputs: tf.Tensor3D; states: tf.Tensor2D[] } {
  const { options } = network;
  const factors = (): tf.Tensor2D | undefined =>
    stateFactors([batch, options.encoderUnits[layer]!], options.recurrentDropout, random);
  if (!options.bidirectional) {
    const weights = layerWeights(network, `encoder.${layer}`);
    return recurrentLayer(options, input, { weights, mask, recurrentMask: factors() });
  }
  const { outputs, states } = bidirectional(
    input,
    {
      forward: layerWeights(network, `encoder.${layer}.forward`),
      backward: layerWeights(network, `encoder.${layer}.backward`),
    },
    {
      cell: options.cell,
      mask,
      recurrentMasks: { forward: factors(), backward: factors() },
      ...(options.cell === 'gru' && { resetAfter: options.resetAfter }),
    },
  );
  const list = ({ state, cell }: RecurrentState): tf.Tensor2D[] => (cell ? [state, cell] : [state]);
  const backward = list(states.backward);
  return { outputs, states: list(states.forward).map((state, index) => concatUnits([state, backward[index]!])) };
}

/** The final states of the encoder in the width of a decoder layer: tanh of a projection, for a cell the projection alone. */
function bridged({ weight }: EncoderDecoderNetwork, layer: number, states: readonly tf.Tensor2D[]): tf.Tensor2D[] {
  return states.map((state, index) => {
    const name = `bridge.${layer}.${index === 0 ? 'state' : 'cell'}`;
    const projected = linear(state, weight(`${name}.kernel`) as tf.Tensor2D, weight(`${name}.bias`) as tf.Tensor1D);
    return index === 0 ? tf.tanh(projected) : projected;
  });
}
