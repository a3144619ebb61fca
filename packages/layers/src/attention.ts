import { assertKnownOptions, refuse } from '@refrain/core';
import * as ops from '@refrain/ops';
import * as tf from '@tensorflow/tfjs-core';
import { initializers, layers, type LayerVariable } from '@tensorflow/tfjs-layers';

/** Options of {@link attention} and {@link additiveAttention}. */
export interface AttentionLayerOptions {
  /** Whether the scores have a learnt scale. @default false for `attention`, true for `additiveAttention` */
  readonly useScale?: boolean;
  /** Gives, behind the output, where each query looked: [batch, target, source]. @default false */
  readonly returnAttentionScores?: boolean;
  /** Seeds the scale of `additiveAttention`. @default drawn at random */
  readonly seed?: number;
  /** What every layer of TensorFlow.js takes. */
  readonly name?: string;
  readonly trainable?: boolean;
}

const optionNames = ['useScale', 'returnAttentionScores', 'seed', 'name', 'trainable'];

type Shape = (number | null)[];

type Mask = tf.Tensor | null | undefined;

/** What the two layers share: inputs, masks, shapes and the scale. */
abstract class AttentionLayer extends layers.Layer {
  readonly #score: 'dot' | 'scaled-dot' | 'additive';
  readonly #options: AttentionLayerOptions & { readonly useScale: boolean };
  #scale: LayerVariable | undefined;

  constructor(kind: 'attention' | 'additiveAttention', options: AttentionLayerOptions) {
    assertKnownOptions(kind, options, optionNames);
    const useScale = options.useScale ?? kind === 'additiveAttention';
    super({ name: options.name, trainable: options.trainable });
    this.#options = { ...options, useScale };
    this.#score = kind === 'additiveAttention' ? 'additive' : useScale ? 'scaled-dot' : 'dot';
    this.supportsMasking = true;
  }

  override build(inputShape: Shape | Shape[]): void {
    const [queryShape] = this.#threeOf(inputShape as Shape[]);
    if (this.#options.useScale) {
      const { seed } = this.#options;
      const additive = this.#score === 'additive';
      const initializer = additive ? initializers.glorotUniform({ seed: seed as number }) : initializers.ones();
      this.#scale = this.addWeight('scale', additive ? [queryShape.at(-1)!] : [], 'float32', initializer);
    }
    this.built = true;
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape | Shape[] {
    const [query, value] = this.#threeOf(inputShape as Shape[]);
    const output = [...query.slice(0, -1), value.at(-1)!];
    return this.#options.returnAttentionScores ? [output, [...query.slice(0, -1), value.at(-2)!]] : output;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { mask }: { mask?: Mask | Mask[] } = {}): tf.Tensor | tf.Tensor[] {
    return tf.tidy(() => {
      const [queries, values, keys] = this.#threeOf(inputs as tf.Tensor3D[]);
      const queryMask = Array.isArray(mask) ? mask[0] : mask;
      // `predict` hands on the mask of the first input alone; TensorFlow.js keeps the others with their tensors.
      const valueMask = Array.isArray(mask) ? mask[1] : (values as tf.Tensor & { kerasMask?: Mask }).kerasMask;
      const sequences = { queries, values, keys, ...(valueMask && { mask: valueMask as tf.Tensor2D }) };
      const scale = this.#scale?.read();
      const { context, weights } = ops.attention(sequences, { score: this.#score, ...(scale && { scale }) });
      const shown = queryMask ? tf.mul(context, tf.expandDims(tf.cast(queryMask, 'float32'), 2)) : context;
      return this.#options.returnAttentionScores ? [shown, weights] : shown;
    });
  }

  /** The outputs are masked as the queries are; the scores are not. */
  override computeMask(_inputs: tf.Tensor | tf.Tensor[], mask?: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const own = (Array.isArray(mask) ? mask[0] : mask) ?? null;
    // TensorFlow.js takes null for "no mask" and one mask an output, but its types say neither.
    return (this.#options.returnAttentionScores ? [own, null] : own) as unknown as tf.Tensor;
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { useScale, returnAttentionScores = false, seed } = this.#options;
    return { ...super.getConfig(), useScale, returnAttentionScores, ...(seed !== undefined && { seed }) };
  }

  /** Query, value and key; the value where there is no key. */
  #threeOf<T>(inputs: readonly T[]): readonly [T, T, T] {
    const [query, value, key = value] = inputs;
    if (Array.isArray(inputs) && (inputs.length === 2 || inputs.length === 3)) return [query!, value!, key!];
    return refuse('inputs', inputs, { expected: 'a list of query and value, or of query, value and key' });
  }

  /** Makes the layer that a saved configuration describes. */
  static override fromConfig<T extends tf.serialization.Serializable>(
    layer: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    return new layer(Object.fromEntries(Object.entries(config).filter(([name]) => optionNames.includes(name))));
  }
}

class DotAttention extends AttentionLayer {
  static readonly className = 'RefrainAttention';

  constructor(options: AttentionLayerOptions = {}) {
    super('attention', options);
  }
}

class AdditiveAttention extends AttentionLayer {
  static readonly className = 'RefrainAdditiveAttention';

  constructor(options: AttentionLayerOptions = {}) {
    super('additiveAttention', options);
  }
}

tf.serialization.registerClass(DotAttention, 'Refrain');
tf.serialization.registerClass(AdditiveAttention, 'Refrain');

/**
 * Luong's dot attention for TensorFlow.js Layers, with the results of Keras's `Attention`.
 *
 * Applied to a list of query [batch, target, units], value [batch, source, valueUnits] and, if it is another, key
 * [batch, source, units]. Padding of the value (`embedding({ maskZero: true })`) gets no weight; outputs at padding of the
 * query are zeros. With `useScale` one weight, `scale` []. Follows Luong et al., 2015.
 *
 * @returns a layer whose output is [batch, target, valueUnits]; with `returnAttentionScores` a list of it and the weights
 * @throws InvalidArgumentError for an unknown option
 * @example
 * const context = attention().apply([decoderOutputs, encoderOutputs]) as tf.SymbolicTensor;
 */
export function attention(options: AttentionLayerOptions = {}): layers.Layer {
  return new DotAttention(options);
}

/**
 * Bahdanau's additive attention for TensorFlow.js Layers, with the results of Keras's `AdditiveAttention`: as
 * {@link attention}, by scores Σ scale ⊙ tanh(query + key). Project query and key by dense layers before it, as the paper
 * does. Its weight is `scale` [units], without `useScale` none. Follows Bahdanau et al., 2015.
 *
 * @returns a layer as that of {@link attention}
 * @throws InvalidArgumentError for an unknown option
 * @example
 * const context = additiveAttention().apply([queries, encoderOutputs, keys]) as tf.SymbolicTensor;
 */
export function additiveAttention(options: AttentionLayerOptions = {}): layers.Layer {
  return new AdditiveAttention(options);
}
