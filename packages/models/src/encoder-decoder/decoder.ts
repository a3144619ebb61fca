import type { IdBatch, Random } from '@refrain/core';
import { concatUnits, dropoutFactors, embedding, stackTime, unstackTime } from '@refrain/ops';
import * as tf from '@tensorflow/tfjs-core';
import { dropped, stateFactors } from '../dropout.js';
import { idsOf } from '../id-tensors.js';
import { layerWeights, recurrentLayer, statesOfLayer } from '../recurrent-layer.js';
import { attend } from './attend.js';
import type { Attended, Memory } from './attend.js';
import { embedded } from './encoder.js';
import { embeddingOf } from './network.js';
import type { EncoderDecoderNetwork } from './network.js';
import { readoutUnits } from './widths.js';

/** What a decoder starts from. */
export interface DecoderStart {
  /** Each [batch, units]: layer by layer hidden, and for an LSTM its cell. */
  readonly states: readonly tf.Tensor2D[];
  readonly memory: Memory | undefined;
  /** Draws the dropout masks; nothing in prediction. */
  readonly random: Random | undefined;
}

/** Reads whole target sentences and gives what the output layer reads at each position. Call it in a `tf.tidy`. */
export function decodeTarget(network: EncoderDecoderNetwork, inputs: IdBatch, start: DecoderStart): Attended {
  const { options } = network;
  const [batch] = inputs.shape;
  const factors = options.units.map((units) => stateFactors([batch, units], options.recurrentDropout, start.random));
  return options.inputFeeding
    ? decodeFeeding(network, inputs, { ...start, factors })
    : decodeAtOnce(network, inputs, { ...start, factors });
}

interface Context extends DecoderStart {
  /** Recurrent dropout of each layer. */
  readonly factors: readonly (tf.Tensor2D | undefined)[];
}

/** Layer by layer over all positions, then attention for all positions. */
function decodeAtOnce(network: EncoderDecoderNetwork, inputs: IdBatch, context: Context): Attended {
  const { options } = network;
  const { random, factors } = context;
  const mask = gapsOf(inputs);
  let input = embedded(network, 'target', { ids: inputs, random });
  let outputs!: tf.Tensor3D;
  for (const layer of options.units.keys()) {
    if (layer > 0) input = { input: dropped(outputs, options.dropout, random) };
    ({ outputs } = recurrentLayer(options, input, {
      weights: layerWeights(network, `decoder.${layer}`),
      states: context.states.slice(layer * statesOfLayer(options)),
      mask: mask && tf.tensor2d(mask, [...inputs.shape], 'int32'),
      recurrentMask: factors[layer],
    }));
  }
  const attended = attend(network, outputs, context.memory);
  return { ...attended, readout: dropped(attended.readout, options.dropout, random) };
}

/** Position by position, each layer and attention: what the output layer read is read again at the next position. */
function decodeFeeding(network: EncoderDecoderNetwork, inputs: IdBatch, context: Context): Attended {
  const { options } = network;
  const { random, factors, memory } = context;
  const [batch, time] = inputs.shape;
  const drop = dropping(options.dropout, random);
  const dropVectors = drop([batch, options.targetEmbedding]);
  const dropBetween = options.units.slice(0, -1).map((units) => drop([batch, units]));
  const dropReadout = drop([batch, readoutUnits(options)]);
  const vectors = unstackTime(embedding(idsOf(inputs), embeddingOf(network, 'target')));
  const gaps = gapsOf(inputs);
  let position: DecoderPosition = { states: context.states, fed: tf.zeros([batch, readoutUnits(options)]) };
  const readouts: tf.Tensor2D[] = [];
  const weights: tf.Tensor2D[] = [];
  for (let at = 0; at < time; at++) {
    const mask = gaps && Int32Array.from({ length: batch }, (_, row) => gaps[row * time + at]!);
    const next = decodePosition(network, dropVectors(vectors[at]!), {
      ...position,
      memory,
      factors,
      mask,
      dropBetween,
    });
    const readout = dropReadout(next.readout);
    position = { states: next.states, fed: mask ? chosen(mask, readout, position.fed!) : readout };
    readouts.push(readout);
    weights.push(next.weights!);
  }
  return { readout: stackTime(readouts), weights: stackTime(weights) };
}

/** What goes from one position of the target to the next. */
export interface DecoderPosition {
  /** Each [batch, units]: layer by layer hidden, and for an LSTM its cell. */
  readonly states: readonly tf.Tensor2D[];
  /** With input feeding, what the output layer read before: [batch, readoutUnits]. */
  readonly fed?: tf.Tensor2D;
}

interface PositionContext extends DecoderPosition {
  readonly memory: Memory | undefined;
  readonly factors?: readonly (tf.Tensor2D | undefined)[];
  /** [batch], 0 where the position is padding. */
  readonly mask?: Int32Array;
  /** Dropout between the layers. */
  readonly dropBetween?: readonly ((values: tf.Tensor2D) => tf.Tensor2D)[];
}

/** Decodes one position from the vectors of its ids, [batch, targetEmbedding]. */
export function decodePosition(
  network: EncoderDecoderNetwork,
  vectors: tf.Tensor2D,
  { states, fed, memory, factors, mask, dropBetween }: PositionContext,
): { states: tf.Tensor2D[]; readout: tf.Tensor2D; weights?: tf.Tensor2D } {
  const { options } = network;
  const nextStates: tf.Tensor2D[] = [];
  let input = fed ? concatUnits([vectors, fed]) : vectors;
  for (const layer of options.units.keys()) {
    if (layer > 0 && dropBetween) input = dropBetween[layer - 1]!(input);
    const result = recurrentLayer(
      options,
      { input: tf.expandDims(input, 1) },
      {
        weights: layerWeights(network, `decoder.${layer}`),
        states: states.slice(layer * statesOfLayer(options)),
        mask: mask && tf.tensor2d(mask, [mask.length, 1], 'int32'),
        recurrentMask: factors?.[layer],
      },
    );
    input = tf.squeeze(result.outputs, [1]);
    nextStates.push(...result.states);
  }
  const { readout, weights } = attend(network, tf.expandDims(input, 1), memory);
  return {
    states: nextStates,
    readout: tf.squeeze(readout, [1]),
    ...(weights && { weights: tf.squeeze<tf.Tensor2D>(weights, [1]) }),
  };
}

/** The mask where padding stands before an id of its row; padding behind the last id changes nothing that counts. */
function gapsOf({ mask, shape: [batch, time] }: IdBatch): Int32Array | undefined {
  for (let row = 0; row < batch; row++) {
    const flags = mask.subarray(row * time, (row + 1) * time);
    const length = flags.indexOf(0);
    if (length >= 0 && flags.includes(1, length)) return Int32Array.from(mask);
  }
  return undefined;
}

/** `next` in the rows whose mask is 1, `previous` in the others. */
function chosen(mask: Int32Array, next: tf.Tensor2D, previous: tf.Tensor2D): tf.Tensor2D {
  const keep = Float32Array.from({ length: next.size }, (_, place) => mask[Math.floor(place / next.shape[1])]!);
  return tf.add(previous, tf.mul(tf.tensor2d(keep, next.shape), tf.sub(next, previous)));
}

/** Makes functions that drop units, each by one mask for all positions; they do nothing in prediction. */
function dropping(
  rate: number,
  random: Random | undefined,
): (shape: [number, number]) => (values: tf.Tensor2D) => tf.Tensor2D {
  return (shape) => {
    if (random === undefined || rate === 0) return (values) => values;
    const factors = dropoutFactors(random, shape, rate) as tf.Tensor2D;
    return (values) => tf.mul(values, factors);
  };
}
