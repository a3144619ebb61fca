import type { IdBatch, Random } from '@refrain/core';
import { dropoutFactors, embedding, linear } from '@refrain/ops';
import type { RecurrentInput } from '@refrain/ops';
import * as tf from '@tensorflow/tfjs-core';
import { checkedCarry } from '../check-carry.js';
import { dropped, stateFactors } from '../dropout.js';
import { idsOf, maskOf } from '../id-tensors.js';
import { layerWeights, recurrentLayer, statesOfLayer } from '../recurrent-layer.js';
import type { CharRnnNetwork } from './network.js';
import type { ResolvedCharRnnOptions } from './options.js';

/** How whole sequences are read. */
export interface LogitsOptions {
  /** The states to go on from: the `carry` of the batch before. Stays the caller's. @default zeros */
  readonly carry?: readonly tf.Tensor[];
  /** Draws the dropout masks, as in training, and so advances. @default undefined: nothing is dropped */
  readonly dropoutRandom?: Random;
}

/** Logits of every position, and the final states. */
export interface SequenceLogits {
  /** Unnormalised, `[batch, time, vocabulary]`: position t predicts the id behind the t-th. */
  readonly logits: tf.Tensor3D;
  /** The states behind the last position, each `[batch, units]`: one a layer, for an LSTM two (hidden, cell). */
  readonly carry: readonly tf.Tensor2D[];
}

/** The whole model: embedding or one-hot → recurrent layers → linear. Call it in a `tf.tidy`. */
export function forward(network: CharRnnNetwork, inputs: IdBatch, context: LogitsOptions): SequenceLogits {
  const { options, weight } = network;
  const [batch] = inputs.shape;
  const { dropoutRandom: random } = context;
  const shapes = options.units.flatMap((units) => Array<[number, number]>(statesOfLayer(options)).fill([batch, units]));
  const carried = checkedCarry(shapes, context.carry);
  const mask = maskOf(inputs);
  const carry: tf.Tensor2D[] = [];
  let input = firstInput(network, inputs, random);
  let outputs!: tf.Tensor3D;
  for (const [layer, units] of options.units.entries()) {
    if (layer > 0) input = { input: dropped(outputs, options.dropout, random) };
    const result = recurrentLayer(options, input, {
      weights: layerWeights(network, `layers.${layer}`),
      states: carried?.slice(carry.length),
      mask,
      recurrentMask: stateFactors([batch, units], options.recurrentDropout, random),
    });
    outputs = result.outputs;
    carry.push(...result.states);
  }
  const kernel = options.tiedOutput ? tf.transpose(weight('embedding')) : weight('output.kernel');
  return { logits: linear(outputs, kernel as tf.Tensor2D, weight('output.bias') as tf.Tensor1D) as tf.Tensor3D, carry };
}

/** The ids as the first layer reads them; where they can stay ids, the layer looks its projected inputs up. */
function firstInput({ options, weight }: CharRnnNetwork, inputs: IdBatch, random: Random | undefined): RecurrentInput {
  const ids = idsOf(inputs);
  const dropping = random !== undefined && options.dropout > 0;
  if (options.embedding === 'one-hot') {
    return dropping ? { ids, scale: oneHotFactors(inputs, options, random) } : { ids };
  }
  const table = weight('embedding') as tf.Tensor2D;
  // Dropout acts on the embedding's units, so the vectors have to be there; otherwise they need not be.
  return dropping ? { input: dropped(embedding(ids, table), options.dropout, random) } : { ids, table };
}

/**
 * Dropout of one-hot rows: of a row's mask [vocabulary] a position meets only the factor of its own id, so the
 * product with a mask is one factor a position [batch, time].
 */
function oneHotFactors(
  { ids, shape: [batch, time] }: IdBatch,
  { vocabularySize, dropout }: ResolvedCharRnnOptions,
  random: Random,
): tf.Tensor2D {
  const places = ids.map((id, position) => Math.floor(position / time) * vocabularySize + id);
  const masks = dropoutFactors(random, [batch * vocabularySize], dropout);
  return tf.gather(masks, tf.tensor2d(places, [batch, time], 'int32')) as tf.Tensor2D;
}
