import { assertKnownOptions, Random, refuse } from '@refrain/core';
import { orthogonal as drawOrthogonal } from '@refrain/ops';
import * as tf from '@tensorflow/tfjs-core';
import { initializers } from '@tensorflow/tfjs-layers';
import { randomSeed } from './random-seed.js';

/** An initializer of TensorFlow.js Layers. */
export type Initializer = ReturnType<typeof initializers.zeros>;

/** Options of {@link orthogonal}. */
export interface OrthogonalOptions {
  /** What the matrix is multiplied by. @default 1 */
  readonly gain?: number;
  /** An integer that decides the matrix. @default drawn at random for each matrix */
  readonly seed?: number;
}

// TensorFlow.js Layers accepts only instances of its own base class, which it doesn't export.
const InitializerBase = Object.getPrototypeOf(initializers.zeros().constructor) as new () => Initializer;

class OrthogonalInitializer extends InitializerBase {
  static readonly className = 'RefrainOrthogonal';
  readonly #gain: number;
  readonly #seed: number | undefined;

  constructor({ gain = 1, seed }: OrthogonalOptions) {
    super();
    this.#gain = gain;
    this.#seed = seed;
  }

  override apply(shape: number[]): tf.Tensor {
    const values = drawOrthogonal(new Random(this.#seed ?? randomSeed()), shape);
    return tf.tensor(this.#gain === 1 ? values : values.map((value) => value * this.#gain), shape);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { gain: this.#gain, ...(this.#seed !== undefined && { seed: this.#seed }) };
  }

  static fromConfig<T extends tf.serialization.Serializable>(
    initializer: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    return new initializer(config);
  }
}

tf.serialization.registerClass(OrthogonalInitializer, 'Refrain');

/**
 * An initializer for any layer of TensorFlow.js: a random matrix with orthonormal rows or columns, whichever are fewer.
 *
 * Draws uniformly, as Keras's `orthogonal` does, follows its seed, and takes a fraction of a second where TensorFlow.js's
 * own initializer of that name takes minutes. Models that were saved with it load where this package is imported.
 *
 * @throws InvalidArgumentError for an unknown option, a gain that isn't finite or a seed that isn't an integer
 * @example
 * tf.layers.dense({ units: 64, kernelInitializer: orthogonal({ seed: 42 }) });
 */
export function orthogonal(options: OrthogonalOptions = {}): Initializer {
  assertKnownOptions('orthogonal', options, ['gain', 'seed']);
  const { gain, seed } = options;
  if (gain !== undefined && !Number.isFinite(gain)) refuse('gain', gain, { expected: 'a finite number' });
  if (seed !== undefined && !Number.isSafeInteger(seed)) refuse('seed', seed, { expected: 'an integer' });
  return new OrthogonalInitializer(options);
}
