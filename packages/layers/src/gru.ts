import * as tf from '@tensorflow/tfjs-core';
import type { RNN } from '@tensorflow/tfjs-layers';
import type { RecurrentLayerOptions } from './options.js';
import { RecurrentLayer } from './recurrent-layer.js';

/** Options of {@link gru}. */
export interface GruLayerOptions extends RecurrentLayerOptions {
  /** Whether the reset gate multiplies the projected state, or the state before it. @default true */
  readonly resetAfter?: boolean;
  /** The only activation of the gates that the fused kernels have; another is refused. @default 'sigmoid' */
  readonly recurrentActivation?: 'sigmoid';
}

class GruLayer extends RecurrentLayer {
  static override readonly className = 'RefrainGRU';
  readonly #resetAfter: boolean;

  constructor(options: GruLayerOptions) {
    const resetAfter = options.resetAfter ?? true;
    super(
      {
        owner: 'gru',
        ownOptions: ['resetAfter', 'recurrentActivation'],
        cell: 'gru',
        resetAfter,
        unitForgetBias: false,
      },
      options,
    );
    this.#resetAfter = resetAfter;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), resetAfter: this.#resetAfter };
  }
}

tf.serialization.registerClass(GruLayer, 'Refrain');

/**
 * A gated recurrent unit for TensorFlow.js Layers, with the defaults, the weights and the results of Keras 3.
 *
 * Input [batch, time, inputUnits]. Weights, in order: kernel [inputUnits, 3·units], recurrent_kernel [units, 3·units],
 * bias [2, 3·units] (without `resetAfter` [3·units]), gates in the order update, reset, candidate. One operation runs the
 * whole sequence, fused where the backend can. Honours masks (`embedding({ maskZero: true })`): padding leaves the state
 * as it is. Follows Cho et al., "Learning Phrase Representations using RNN Encoder-Decoder", 2014.
 *
 * @returns a layer for `tf.sequential` or `apply`; its output is [batch, units], or [batch, time, units] with
 *   `returnSequences`; with `returnState` a list of it and the state
 * @throws InvalidArgumentError for an unknown or impossible option
 * @example
 * const model = tf.sequential();
 * model.add(tf.layers.embedding({ inputDim: 39, outputDim: 16, inputLength: 100 }));
 * model.add(gru({ units: 128, returnSequences: true }));
 * model.add(tf.layers.dense({ units: 39, activation: 'softmax' }));
 */
export function gru(options: GruLayerOptions): RNN {
  return new GruLayer(options);
}
