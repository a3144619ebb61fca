import { linear } from '@refrain/ops';
import * as tf from '@tensorflow/tfjs-core';
import { embeddingOf } from './network.js';
import type { EncoderDecoderNetwork } from './network.js';

/** The output layer: unnormalised logits [..., targetVocabulary] from what it reads, [..., readoutUnits]. */
export function outputLogits<T extends tf.Tensor>(network: EncoderDecoderNetwork, readout: T): T {
  const { options, weight } = network;
  const bias = weight('output.bias') as tf.Tensor1D;
  const table = outputTable(network);
  if (!table) return linear(readout, weight('output.kernel') as tf.Tensor2D, bias);
  const rows = tf.reshape(readout, [-1, readout.shape.at(-1)!]) as tf.Tensor2D;
  // Not linear(): turning a large table over would take longer than the product itself.
  const logits = tf.fused.matMul({ a: rows, b: table, transposeB: true, bias });
  return tf.reshape(logits, [...readout.shape.slice(0, -1), options.targetVocabularySize]) as T;
}

/** The output's kernel where it has a row an id, [vocabulary, readoutUnits]: tied, or made to be sampled. */
export function outputTable(network: EncoderDecoderNetwork): tf.Tensor2D | undefined {
  const { tiedOutput, sampledSoftmax } = network.options;
  if (tiedOutput) return embeddingOf(network, 'target');
  return sampledSoftmax && (network.weight('output.kernel') as tf.Tensor2D);
}
