import { linear } from '@refrain/ops';
import * as tf from '@tensorflow/tfjs-core';
import { embeddingOf } from './network.js';
import type { EncoderDecoderNetwork } from './network.js';

/** The output layer: unnormalised logits [..., targetVocabulary] from what it reads, [..., readoutUnits]. */
export function outputLogits<T extends tf.Tensor>(network: EncoderDecoderNetwork, readout: T): T {
  const { options, weight } = network;
  const bias = weight('output.bias') as tf.Tensor1D;
  if (!options.tiedOutput) return linear(readout, weight('output.kernel') as tf.Tensor2D, bias);
  const rows = tf.reshape(readout, [-1, options.targetEmbedding]) as tf.Tensor2D;
  // Not linear(): turning a large table over would take longer than the product itself.
  const logits = tf.fused.matMul({ a: rows, b: embeddingOf(network, 'target'), transposeB: true, bias });
  return tf.reshape(logits, [...readout.shape.slice(0, -1), options.targetVocabularySize]) as T;
}
