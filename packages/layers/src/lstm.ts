import * as tf from '@tensorflow/tfjs-core';
import type { RNN } from '@tensorflow/tfjs-layers';
import type { RecurrentLayerOptions } from './options.js';
import { RecurrentLayer } from './recurrent-layer.js';

/** Options of {@link lstm}. */
export interface LstmLayerOptions extends RecurrentLayerOptions {
  /** Whether the bias of the forget gate starts at 1. @default true */
  readonly unitForgetBias?: boolean;
  /** The only activation of the gates that the fused kernels have; another is refused. @default 'sigmoid' */
  readonly recurrentActivation?: 'sigmoid';
}

class LstmLayer extends RecurrentLayer {
  static override readonly className = 'RefrainLSTM';
  readonly #unitForgetBias: boolean;

  constructor(options: LstmLayerOptions) {
    const unitForgetBias = options.unitForgetBias ?? true;
    super(
      {
        owner: 'lstm',
        ownOptions: ['unitForgetBias', 'recurrentActivation'],
        cell: 'lstm',
        resetAfter: false,
        unitForgetBias,
      },
      options,
    );
    this.#unitForgetBias = unitForgetBias;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), unitForgetBias: this.#unitForgetBias };
  }
}

tf.serialization.registerClass(LstmLayer, 'Refrain');

/**
 * A long short-term memory for TensorFlow.js Layers, with the defaults, the weights and the results of Keras 3.
 *
 * Input [batch, time, inputUnits]. Weights, in order: kernel [inputUnits, 4·units], recurrent_kernel [units, 4·units],
 * bias [4·units], gates in the order input, forget, candidate, output. Honours masks as {@link gru} does.
 * Follows Hochreiter and Schmidhuber, "Long Short-Term Memory", 1997; the forget bias of 1 Jozefowicz et al., 2015.
 *
 * @returns a layer for `tf.sequential` or `apply`; its output is [batch, units], or [batch, time, units] with
 *   `returnSequences`; with `returnState` a list of it, the state and the cell, each [batch, units]
 * @throws InvalidArgumentError for an unknown or impossible option
 * @example
 * const layer = lstm({ units: 64, returnState: true });
 * const [output, state, cell] = layer.apply(tf.input({ shape: [null, 16] })) as tf.SymbolicTensor[];
 */
export function lstm(options: LstmLayerOptions): RNN {
  return new LstmLayer(options);
}
