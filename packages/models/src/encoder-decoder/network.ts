import type * as tf from '@tensorflow/tfjs-core';
import { makeNetwork } from '../network.js';
import type { Network, WeightValues } from '../network.js';
import type { ResolvedEncoderDecoderOptions } from './options.js';
import { embeddingNames, weightLayout } from './weight-layout.js';

/** An encoder-decoder's weights with what they mean. */
export type EncoderDecoderNetwork = Network<ResolvedEncoderDecoderOptions>;

/** Makes the variables from `values`, asked once a weight in {@link weightLayout}'s order. */
export function encoderDecoderNetwork(
  options: ResolvedEncoderDecoderOptions,
  values: WeightValues,
): EncoderDecoderNetwork {
  return makeNetwork(options, weightLayout(options), values);
}

/** The embedding of one side, [vocabulary, units]. */
export function embeddingOf({ options, weight }: EncoderDecoderNetwork, side: 'source' | 'target'): tf.Tensor2D {
  return weight(embeddingNames(options)[side]) as tf.Tensor2D;
}
