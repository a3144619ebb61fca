import type { IdBatch, Random } from '@refrain/core';
import { bidirectional, concatUnits, embedding, linear } from '@refrain/ops';
import type { RecurrentInput } from '@refrain/ops';
import * as tf from '@tensorflow/tfjs-core';
import { dropped, stateFactors } from '../dropout.js';
import { idsOf, maskOf } from '../id-tensors.js';
import { layerWeights, recurrentLayer } from '../recurrent-layer.js';
import type { SentimentClassifierNetwork } from './network.js';
import { validPositions } from './valid-positions.js';
import { layerNames } from './weight-layout.js';

/** The whole model: embedding → recurrent layers → last state → hidden layer → one logit a row, [batch]. Call it in a `tf.tidy`. */
export function forward(network: SentimentClassifierNetwork, inputs: IdBatch, random: Random | undefined): tf.Tensor1D {
  const { options } = network;
  const batch = validPositions(inputs, options);
  const mask = maskOf(batch);
  let input = firstInput(network, batch, random);
  let result!: LayerResult;
  for (const layer of options.units.keys()) {
    if (layer > 0) input = { input: dropped(result.outputs, options.dropout, random) };
    result = layerOf(network, layer, { input, mask, random, rows: inputs.shape[0] });
  }
  return decide(network, result.state);
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
  const { input, mask, random, rows } = context;
  const factors = (): tf.Tensor2D | undefined =>
    stateFactors([rows, options.units[layer]!], options.recurrentDropout, random);
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

function decide({ options, weight }: SentimentClassifierNetwork, state: tf.Tensor2D): tf.Tensor1D {
  const dense = (values: tf.Tensor2D, name: string): tf.Tensor2D =>
    linear(values, weight(`${name}.kernel`) as tf.Tensor2D, weight(`${name}.bias`) as tf.Tensor1D);
  const read = options.hidden === undefined ? state : tf.relu(dense(state, 'hidden'));
  return tf.reshape(dense(read, 'output'), [state.shape[0]]);
}
