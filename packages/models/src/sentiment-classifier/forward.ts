import type { IdBatch, Random } from '@refrain/core';
import { bidirectional, concatUnits, embedding, finalState, linear } from '@refrain/ops';
import type { RecurrentInput } from '@refrain/ops';
import * as tf from '@tensorflow/tfjs-core';
import { dropped, stateFactors } from '../dropout.js';
import { idsOf, maskOf } from '../id-tensors.js';
import { layerWeights, recurrentLayer } from '../recurrent-layer.js';
import type { SentimentClassifierNetwork } from './network.js';
import { pooled } from './pooling.js';
import { validPositions } from './valid-positions.js';
import { layerNames } from './weight-layout.js';

/** The whole model: embedding → recurrent layers → pooling → hidden layer → one logit a row, [batch]. Call it in a `tf.tidy`. */
export function forward(network: SentimentClassifierNetwork, inputs: IdBatch, random: Random | undefined): tf.Tensor1D {
  const { options } = network;
  const batch = validPositions(inputs, options);
  const context = { mask: maskOf(batch), random, rows: inputs.shape[0] };
  let input = firstInput(network, batch, random);
  const last = options.units.length - 1;
  for (let layer = 0; layer < last; layer++) {
    const { outputs } = layerOf(network, layer, { input, ...context });
    input = { input: dropped(outputs, options.dropout, random) };
  }
  const read =
    options.pooling === 'last'
      ? finalStateOf(network, last, { input, ...context })
      : pooled(layerOf(network, last, { input, ...context }), batch, options.pooling);
  return decide(network, read, random);
}

/** The ids as the first layer reads them; where they can stay ids, the layer looks its projected inputs up. */
function firstInput(
  { options, weight }: SentimentClassifierNetwork,
  batch: IdBatch,
  random: Random | undefined,
): RecurrentInput {
  const [ids, table] = [idsOf(batch), weight('embedding') as tf.Tensor2D];
  const dropping = random !== undefined && options.dropout > 0;
  return dropping ? { input: dropped(embedding(ids, table), options.dropout, random) } : { ids, table };
}

interface LayerResult {
  /** [batch, time, units of all directions] */
  readonly outputs: tf.Tensor3D;
  /** Behind the last position that counts, [batch, units of all directions]. */
  readonly state: tf.Tensor2D;
}

interface LayerContext {
  readonly input: RecurrentInput;
  readonly mask: tf.Tensor2D | undefined;
  readonly random: Random | undefined;
  readonly rows: number;
}

function layerOf(network: SentimentClassifierNetwork, layer: number, context: LayerContext): LayerResult {
  const { options } = network;
  const { input, mask } = context;
  const factors = recurrentMask(network, layer, context);
  const weights = layerNames(options, layer).map((name) => layerWeights(network, name));
  if (!options.bidirectional) {
    const { outputs, states } = recurrentLayer(options, input, {
      weights: weights[0]!,
      mask,
      recurrentMask: factors(),
    });
    return { outputs, state: states[0]! };
  }
  const { outputs, states } = bidirectional(
    input,
    { forward: weights[0]!, backward: weights[1]! },
    {
      cell: options.cell,
      mask,
      recurrentMasks: { forward: factors(), backward: factors() },
      ...(options.cell === 'gru' && { resetAfter: options.resetAfter }),
    },
  );
  return { outputs, state: concatUnits([states.forward.state, states.backward.state]) };
}

/** The layer's state alone, [batch, units of all directions], which takes less than its outputs. */
function finalStateOf(network: SentimentClassifierNetwork, layer: number, context: LayerContext): tf.Tensor2D {
  const { options } = network;
  const { cell, resetAfter } = options;
  const { input, mask } = context;
  const factors = recurrentMask(network, layer, context);
  const states = layerNames(options, layer).map((name, direction) => {
    const kind = { cell, ...(cell === 'gru' && { resetAfter }) };
    const shared = { ...kind, mask, recurrentMask: factors(), reverse: direction === 1 };
    return finalState(input, layerWeights(network, name), shared).state;
  });
  return states.length === 1 ? states[0]! : concatUnits(states);
}

/** Draws a direction's factors for recurrent dropout each time it is called. */
function recurrentMask(
  { options }: SentimentClassifierNetwork,
  layer: number,
  { rows, random }: LayerContext,
): () => tf.Tensor2D | undefined {
  return () => stateFactors([rows, options.units[layer]!], options.recurrentDropout, random);
}

function decide(
  { options, weight }: SentimentClassifierNetwork,
  read: tf.Tensor2D,
  random: Random | undefined,
): tf.Tensor1D {
  const dense = (values: tf.Tensor2D, name: string): tf.Tensor2D => {
    const factors = stateFactors(values.shape, options.outputDropout, random);
    const kept = factors === undefined ? values : tf.mul<tf.Tensor2D>(values, factors);
    return linear(kept, weight(`${name}.kernel`) as tf.Tensor2D, weight(`${name}.bias`) as tf.Tensor1D);
  };
  const decisive = options.hidden === undefined ? read : tf.relu(dense(read, 'hidden'));
  return tf.reshape(dense(decisive, 'output'), [read.shape[0]]);
}
