import type { IdBatch, Random } from '@refrain/core';
import { embedding } from '@refrain/ops';
import * as tf from '@tensorflow/tfjs-core';
import { dropped, droppedBy, stateFactors } from '../dropout.js';
import { idsOf } from '../id-tensors.js';
import { layerWeights, recurrentLayer, statesOfLayer } from '../recurrent-layer.js';
import { attend } from './attend.js';
import type { Attended, Memory } from './attend.js';
import { decodeInLoop } from './decode-in-loop.js';
import { embedded } from './encoder.js';
import { gapsAtTheEnd } from './gaps.js';
import { embeddingOf } from './network.js';
import type { EncoderDecoderNetwork } from './network.js';
import { attendsInLoop, fedUnits } from './widths.js';

/** What a decoder starts from. */
export interface DecoderStart {
  /** Each [batch, units]: layer by layer hidden, and for an LSTM its cell. */
  readonly states: readonly tf.Tensor2D[];
  readonly memory: Memory | undefined;
  /** Draws the dropout masks; nothing in prediction. */
  readonly random: Random | undefined;
}

/** Reads whole target sentences and gives what the output layer reads at each position. Call it in a `tf.tidy`. */
export function decodeTarget(network: EncoderDecoderNetwork, target: IdBatch, start: DecoderStart): Attended {
  const { inputs, restore } = gapsAtTheEnd(target);
  const decode = attendsInLoop(network.options) ? decodeLooping : decodeAtOnce;
  const { readout, weights } = decode(network, inputs, start);
  return { readout: restore(readout), ...(weights && { weights: restore(weights) }) };
}

/** Layer by layer over all positions, then attention for all positions. */
function decodeAtOnce(network: EncoderDecoderNetwork, inputs: IdBatch, start: DecoderStart): Attended {
  const { options } = network;
  const { random, states, memory } = start;
  const factors = recurrentFactors(network, inputs, random);
  let input = embedded(network, 'target', { ids: inputs, random });
  let outputs!: tf.Tensor3D;
  for (const layer of options.units.keys()) {
    if (layer > 0) input = { input: dropped(outputs, options.dropout, random) };
    ({ outputs } = recurrentLayer(options, input, {
      weights: layerWeights(network, `decoder.${layer}`),
      states: states.slice(layer * statesOfLayer(options)),
      recurrentMask: factors[layer],
    }));
  }
  const attended = attend(network, outputs, memory);
  return { ...attended, readout: dropped(attended.readout, options.dropout, random) };
}

/** All of it inside one loop over the positions; what is fed is dropped by one mask a row, like every input. */
function decodeLooping(network: EncoderDecoderNetwork, inputs: IdBatch, start: DecoderStart): Attended {
  const { options } = network;
  const { random, states, memory } = start;
  const [batch] = inputs.shape;
  const vectors = embedding(idsOf(inputs), embeddingOf(network, 'target'));
  const mask = (units: number): tf.Tensor2D | undefined => stateFactors([batch, units], options.dropout, random);
  const feedMask = mask(fedUnits(options));
  const { readouts, weights } = decodeInLoop(network, dropped(vectors, options.dropout, random), {
    states,
    memory: memory!,
    feedMask,
    inputMasks: options.units.slice(0, -1).map(mask),
    recurrentMasks: recurrentFactors(network, inputs, random),
  });
  // With input feeding it is the readout that is fed: the output layer and the next position see the same of it.
  const readout = options.inputFeeding ? droppedBy(readouts, feedMask) : dropped(readouts, options.dropout, random);
  return { readout, weights };
}

/** Recurrent dropout of each layer. */
function recurrentFactors(
  { options }: EncoderDecoderNetwork,
  { shape: [batch] }: IdBatch,
  random: Random | undefined,
): (tf.Tensor2D | undefined)[] {
  return options.units.map((units) => stateFactors([batch, units], options.recurrentDropout, random));
}

/** What goes from one position of the target to the next. */
export interface DecoderPosition {
  /** Each [batch, units]: layer by layer hidden, and for an LSTM its cell. */
  readonly states: readonly tf.Tensor2D[];
  /** With input feeding, what the output layer read before: [batch, readoutUnits]. */
  readonly fed?: tf.Tensor2D;
}

/** Decodes one position from the vectors of its ids, [batch, 1, targetEmbedding], in prediction. */
export function decodePosition(
  network: EncoderDecoderNetwork,
  vectors: tf.Tensor3D,
  { states, fed, memory }: DecoderPosition & { readonly memory: Memory | undefined },
): { states: tf.Tensor2D[]; readout: tf.Tensor2D; weights?: tf.Tensor2D } {
  const { options } = network;
  if (attendsInLoop(options)) {
    const next = decodeInLoop(network, vectors, { states, memory: memory!, initialReadout: fed });
    return {
      states: next.states,
      readout: tf.squeeze(next.readouts, [1]),
      weights: tf.squeeze<tf.Tensor2D>(next.weights, [1]),
    };
  }
  const nextStates: tf.Tensor2D[] = [];
  let outputs = vectors;
  for (const layer of options.units.keys()) {
    const result = recurrentLayer(
      options,
      { input: outputs },
      { weights: layerWeights(network, `decoder.${layer}`), states: states.slice(layer * statesOfLayer(options)) },
    );
    outputs = result.outputs;
    nextStates.push(...result.states);
  }
  const { readout, weights } = attend(network, outputs, memory);
  return {
    states: nextStates,
    readout: tf.squeeze(readout, [1]),
    ...(weights && { weights: tf.squeeze<tf.Tensor2D>(weights, [1]) }),
  };
}
