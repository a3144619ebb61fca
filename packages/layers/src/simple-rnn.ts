import * as tf from '@tensorflow/tfjs-core';
import type { RNN } from '@tensorflow/tfjs-layers';
import type { RecurrentLayerOptions } from './options.js';
import { RecurrentLayer } from './recurrent-layer.js';

class SimpleRnnLayer extends RecurrentLayer {
  static override readonly className = 'RefrainSimpleRNN';

  constructor(options: RecurrentLayerOptions) {
    super({ owner: 'simpleRNN', ownOptions: [], cell: 'rnn', resetAfter: false, unitForgetBias: false }, options);
  }
}

tf.serialization.registerClass(SimpleRnnLayer, 'Refrain');

/**
 * A simple recurrent network for TensorFlow.js Layers, with the defaults, the weights and the results of Keras 3.
 *
 * Input [batch, time, inputUnits]. Weights, in order: kernel [inputUnits, units], recurrent_kernel [units, units],
 * bias [units]. Honours masks as {@link gru} does. Follows Elman, "Finding Structure in Time", 1990.
 *
 * @returns a layer for `tf.sequential` or `apply`; its output is [batch, units], or [batch, time, units] with
 *   `returnSequences`; with `returnState` a list of it and the state
 * @throws InvalidArgumentError for an unknown or impossible option
 * @example
 * model.add(simpleRnn({ units: 32, inputShape: [null, 8] }));
 */
export function simpleRnn(options: RecurrentLayerOptions): RNN {
  return new SimpleRnnLayer(options);
}
