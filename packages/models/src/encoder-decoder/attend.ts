import { attention, concatUnits, linear } from '@refrain/ops';
import type { AttentionOptions } from '@refrain/ops';
import * as tf from '@tensorflow/tfjs-core';
import type { EncodedSource } from './encoder.js';
import type { EncoderDecoderNetwork } from './network.js';

/** What attention looks at, the same at every position of the target. */
export interface Memory {
  /** [batch, source, memoryUnits] */
  readonly values: tf.Tensor3D;
  /** As they are compared with the decoder's outputs: [batch, source, units]. */
  readonly keys: tf.Tensor3D;
  /** int32 [batch, source]; nothing where every position counts. */
  readonly mask: tf.Tensor2D | undefined;
}

/** What the output layer reads, and where the decoder looked. */
export interface Attended {
  /** [batch, target, readoutUnits] */
  readonly readout: tf.Tensor3D;
  /** [batch, target, source], with attention. */
  readonly weights?: tf.Tensor3D;
}

/** Projects the source for attention, once a sentence; nothing without attention. */
export function memoryOf({ options, weight }: EncoderDecoderNetwork, source: EncodedSource): Memory | undefined {
  const { outputs: values, mask } = source;
  switch (options.attention) {
    case 'none':
      return undefined;
    case 'general':
      return { values, keys: linear(values, weight('attention.kernel') as tf.Tensor2D), mask };
    case 'additive':
      return { values, keys: linear(values, weight('attention.keyKernel') as tf.Tensor2D), mask };
    default:
      return { values, keys: values, mask };
  }
}

/** Looks at the source from the decoder's outputs [batch, target, units], all positions at once. */
export function attend(network: EncoderDecoderNetwork, hidden: tf.Tensor3D, memory: Memory | undefined): Attended {
  if (memory === undefined) return { readout: hidden };
  const { options, weight } = network;
  const queries =
    options.attention === 'additive' ? linear(hidden, weight('attention.queryKernel') as tf.Tensor2D) : hidden;
  const { context, weights } = attention({ queries, ...memory }, scoreOf(network));
  switch (options.readout!) {
    case 'hidden':
      return { readout: hidden, weights };
    case 'context':
      return { readout: context, weights };
    case 'concatenation':
      return { readout: concatUnits([hidden, context]), weights };
    case 'combined': {
      const kernel = weight('readout.kernel') as tf.Tensor2D;
      return { readout: tf.tanh(linear(concatUnits([hidden, context]), kernel)), weights };
    }
  }
}

/** The score between projected keys and queries; what `'general'` projects is compared by products. */
function scoreOf({ options, weight }: EncoderDecoderNetwork): AttentionOptions {
  if (options.attention === 'additive') return { score: 'additive', scale: weight('attention.scale') };
  return { score: options.attention === 'scaled-dot' ? 'scaled-dot' : 'dot' };
}
