import { Random } from '@refrain/core';
import {
  dropoutFactors,
  gru,
  lstm,
  sequenceDropout,
  simpleRnn,
  type RecurrentOptions,
  type RecurrentWeights,
} from '@refrain/ops';
import * as tf from '@tensorflow/tfjs-core';
import { RNN, type RNNLayerArgs } from '@tensorflow/tfjs-layers';
import { checkOptions, type RecurrentLayerOptions } from './options.js';
import { randomSeed } from './random-seed.js';
import { RecurrentCell, type RecurrentKind } from './recurrent-cell.js';

/** What TensorFlow.js Layers hands to a layer beside its inputs. */
interface CallArguments {
  mask?: tf.Tensor | tf.Tensor[] | null;
  training?: boolean;
  initialState?: tf.Tensor[];
}

/** A layer's public name, and which options it takes beside those of all layers. */
export interface RecurrentLayerKind extends RecurrentKind {
  readonly owner: 'simpleRNN' | 'gru' | 'lstm';
  readonly ownOptions: readonly string[];
}

/**
 * A recurrent layer of TensorFlow.js Layers that runs a whole sequence as one operation. States, shapes and masks are
 * kept by TensorFlow.js's own RNN; this class replaces what it does with a sequence.
 */
export class RecurrentLayer extends RNN {
  declare readonly cell: RNN['cell'] & RecurrentCell;
  readonly #kind: RecurrentLayerKind;
  readonly #options: RecurrentLayerOptions;
  readonly #random: Random;

  constructor(kind: RecurrentLayerKind, options: RecurrentLayerOptions) {
    checkOptions(kind.owner, options, kind.ownOptions);
    const cell = new RecurrentCell(kind, options);
    super({ ...(options as object), cell } as unknown as RNNLayerArgs);
    this.#kind = kind;
    this.#options = options;
    this.#random = new Random(options.seed ?? randomSeed());
  }

  override apply(...[inputs, shared]: Parameters<RNN['apply']>): ReturnType<RNN['apply']> {
    // A model hands one object of arguments to all of its layers. A copy keeps this layer's initial state out of it; and
    // a mask that was used up here must not reach later layers, whose own mask the model would set again.
    const result = super.apply(inputs, { ...shared });
    if (shared) delete shared['mask'];
    return result;
  }

  override call(
    inputs: tf.Tensor | tf.Tensor[],
    { mask, training, initialState }: CallArguments = {},
  ): tf.Tensor | tf.Tensor[] {
    return tf.tidy(() => {
      const input = (Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor3D;
      const start = initialState ?? (this.stateful ? this.states_ : []);
      const sequenceMask = (Array.isArray(mask) ? mask[0] : mask) ?? undefined;
      const { outputs, states } = this.#run(input, {
        initialStates: start as tf.Tensor2D[],
        mask: sequenceMask as tf.Tensor2D | undefined,
        training: training === true,
      });
      // The tape holds its own references, so the old states can go at once, also in training.
      if (this.stateful) this.resetStates(states, false);
      const output = this.returnSequences ? this.#inOrder(outputs) : this.#last(outputs, states[0]!, sequenceMask);
      return this.returnState ? [output, ...states] : output;
    });
  }

  #run(
    input: tf.Tensor3D,
    call: { initialStates: tf.Tensor2D[]; mask: tf.Tensor2D | undefined; training: boolean },
  ): { outputs: tf.Tensor3D; states: tf.Tensor2D[] } {
    const { dropout = 0, recurrentDropout = 0, zeroOutputForMask = false } = this.#options;
    const [batch] = input.shape;
    const { units, kernel, recurrentKernel, bias } = this.cell;
    const drops = (rate: number): boolean => call.training && rate > 0;
    const read = drops(dropout) ? sequenceDropout(input, { rate: dropout, random: this.#random }) : input;
    const [initialState, initialCell] = call.initialStates;
    const weights: RecurrentWeights = {
      kernel: kernel.read() as tf.Tensor2D,
      recurrentKernel: recurrentKernel.read() as tf.Tensor2D,
      bias: bias?.read(),
    };
    const options: RecurrentOptions = {
      initialState,
      mask: call.mask,
      reverse: this.goBackwards,
      zeroOutputForMask,
      recurrentMask: drops(recurrentDropout)
        ? (dropoutFactors(this.#random, [batch, units], recurrentDropout) as tf.Tensor2D)
        : undefined,
    };
    const sequence = { input: read };
    switch (this.#kind.cell) {
      case 'rnn': {
        const { outputs, state } = simpleRnn(sequence, weights, options);
        return { outputs, states: [state] };
      }
      case 'gru': {
        const { outputs, state } = gru(sequence, weights, { ...options, resetAfter: this.#kind.resetAfter });
        return { outputs, states: [state] };
      }
      case 'lstm': {
        const { outputs, state, cell } = lstm(sequence, weights, { ...options, initialCell });
        return { outputs, states: [state, cell] };
      }
    }
  }

  /** In the order of processing, as Keras gives them. */
  #inOrder(outputs: tf.Tensor3D): tf.Tensor {
    return this.goBackwards ? tf.reverse(outputs, 1) : outputs;
  }

  /** The output at the last position processed: the last state, unless masks tell them apart. */
  #last(outputs: tf.Tensor3D, state: tf.Tensor2D, mask: tf.Tensor | undefined): tf.Tensor {
    if (!mask) return tf.clone(state);
    const position = this.goBackwards ? 0 : outputs.shape[1] - 1;
    return tf.squeeze(tf.slice(outputs, [0, position, 0], [-1, 1, -1]), [1]);
  }

  /** Also the regularizers of the weights, which belong to the cell. */
  override calculateLosses(): tf.Scalar[] {
    return [...super.calculateLosses(), ...this.cell.calculateLosses()];
  }

  protected override disposeWeights(): number {
    if (this.states_) tf.dispose(this.states_);
    return super.disposeWeights();
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { unroll: _unroll, ...config } = super.getConfig();
    const { dropout = 0, recurrentDropout = 0, zeroOutputForMask = false, seed } = this.#options;
    return { ...config, dropout, recurrentDropout, zeroOutputForMask, ...(seed !== undefined && { seed }) };
  }

  /** Makes the layer that a saved configuration describes. */
  static override fromConfig<T extends tf.serialization.Serializable>(
    layer: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    // TensorFlow.js adds its custom objects, and writes null for what is not there.
    const given = Object.entries(config).filter(([name, value]) => name !== 'customObjects' && value !== null);
    return new layer(Object.fromEntries(given));
  }
}
