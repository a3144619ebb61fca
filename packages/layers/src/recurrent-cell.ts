import { gateCount, type CellKind } from '@refrain/ops';
import * as tf from '@tensorflow/tfjs-core';
import { initializers, layers, type LayerVariable } from '@tensorflow/tfjs-layers';
import type { RecurrentLayerOptions } from './options.js';
import { type Initializer, orthogonal } from './orthogonal.js';

/** What sets one kind of recurrent layer apart. */
export interface RecurrentKind {
  readonly cell: CellKind;
  /** GRU only. */
  readonly resetAfter: boolean;
  /** LSTM only. */
  readonly unitForgetBias: boolean;
}

/** The weights of a recurrent layer, in Keras's layout and order: what TensorFlow.js Layers calls the cell of an RNN. */
export class RecurrentCell extends layers.Layer {
  static readonly className = 'RefrainRecurrentCell';
  readonly units: number;
  /** One width for each state, as TensorFlow.js's RNN asks for them. */
  readonly stateSize: number | number[];
  kernel!: LayerVariable;
  recurrentKernel!: LayerVariable;
  bias: LayerVariable | undefined;
  readonly #kind: RecurrentKind;
  /** TensorFlow.js's own cell resolves initializers, regularizers and constraints, which come by name, object or config. */
  readonly #settings: ReturnType<typeof layers.simpleRNNCell>;

  constructor(kind: RecurrentKind, options: RecurrentLayerOptions) {
    super({});
    const { units, seed } = options;
    this.units = units;
    this.stateSize = kind.cell === 'lstm' ? [units, units] : units;
    this.#kind = kind;
    this.#settings = layers.simpleRNNCell({
      units,
      useBias: options.useBias ?? true,
      kernelInitializer: options.kernelInitializer ?? initializers.glorotUniform({ seed: seed as number }),
      recurrentInitializer: options.recurrentInitializer ?? orthogonal(seed === undefined ? {} : { seed }),
      biasInitializer: options.biasInitializer ?? 'zeros',
      kernelRegularizer: options.kernelRegularizer,
      recurrentRegularizer: options.recurrentRegularizer,
      biasRegularizer: options.biasRegularizer,
      kernelConstraint: options.kernelConstraint,
      recurrentConstraint: options.recurrentConstraint,
      biasConstraint: options.biasConstraint,
    });
  }

  override build(inputShape: number[]): void {
    const settings = this.#settings;
    const { cell, resetAfter } = this.#kind;
    const columns = gateCount[cell] * this.units;
    const add = (name: string, shape: number[], role: 'kernel' | 'recurrent' | 'bias'): LayerVariable =>
      this.addWeight(
        name,
        shape,
        'float32',
        role === 'bias' ? this.#biasInitializer() : settings[`${role}Initializer`],
        settings[`${role}Regularizer`],
        true,
        settings[`${role}Constraint`],
      );
    this.kernel = add('kernel', [inputShape.at(-1)!, columns], 'kernel');
    this.recurrentKernel = add('recurrent_kernel', [this.units, columns], 'recurrent');
    if (settings.useBias) this.bias = add('bias', cell === 'gru' && resetAfter ? [2, columns] : [columns], 'bias');
    this.built = true;
  }

  /** As given, but for an LSTM's forget gate, whose bias starts at 1 so that it begins by remembering. */
  #biasInitializer(): Initializer {
    const { biasInitializer } = this.#settings;
    if (this.#kind.cell !== 'lstm' || !this.#kind.unitForgetBias) return biasInitializer;
    const apply = (): tf.Tensor =>
      tf.tidy(() => {
        const [input, rest] = [biasInitializer.apply([this.units]), biasInitializer.apply([2 * this.units])];
        return tf.concat([input, tf.ones([this.units]), rest]);
      });
    return { apply } as unknown as Initializer;
  }

  /** Initializers, regularizers and constraints in the form in which they are saved. */
  override getConfig(): tf.serialization.ConfigDict {
    const {
      activation: _activation,
      dropout: _dropout,
      recurrentDropout: _recurrent,
      ...config
    } = this.#settings.getConfig();
    return config;
  }
}
