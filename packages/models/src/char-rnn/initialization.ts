import { assertKnownOptions, assertPositiveNumber, refuse } from '@refrain/core';
import type { Random } from '@refrain/core';
import { uniform } from '@refrain/ops';
import type { WeightValues } from '../network.js';
import type { WeightSpecification } from '../weight-specification.js';
import type { ResolvedCharRnnOptions } from './options.js';

/**
 * How the weights of a new model are drawn:
 * - `'keras'`: the embedding uniform within ±0.05, kernels Glorot uniform, recurrent kernels orthogonal, biases 0 but 1
 *   for an LSTM's forget gate
 * - `'pytorch'`: the embedding from the standard normal distribution, all of a layer, biases too, uniform within
 *   ±1/√units, where units are the layer's own and for the output those that it reads
 * - `{ deviation }`: all from a normal distribution of that standard deviation, biases 0, as written out by hand in
 *   Zhang et al., "Dive into Deep Learning" (2021), section 8.5, with 0.01
 */
export type Initialization = 'keras' | 'pytorch' | { readonly deviation: number };

/** Throws unless it is one of {@link Initialization}. */
export function assertInitialization(initialization: Initialization): void {
  if (typeof initialization === 'object' && initialization !== null) {
    assertKnownOptions('initialization', initialization, ['deviation']);
    return assertPositiveNumber('initialization.deviation', initialization.deviation);
  }
  if (initialization === 'keras' || initialization === 'pytorch') return;
  refuse('initialization', initialization, { expected: "'keras', 'pytorch' or { deviation }" });
}

/** First values for each weight; each draws from a fork of its own, so `random` does not advance. */
export function initialValues(
  options: ResolvedCharRnnOptions,
  initialization: Initialization,
  random: Random,
): WeightValues {
  return (weight) => {
    const chance = random.fork(weight.name);
    if (initialization === 'keras') return weight.initialize(chance, weight.shape);
    if (initialization === 'pytorch') return pytorchValues(options, weight, chance);
    return normal(weight, weight.name.endsWith('bias') ? 0 : initialization.deviation, chance);
  };
}

function pytorchValues({ units }: ResolvedCharRnnOptions, weight: WeightSpecification, random: Random): Float32Array {
  const layer = layerOf(weight);
  return pytorchWeight(weight, { width: layer === undefined ? units.at(-1)! : units[layer]!, random });
}

/** The recurrent layer that a weight is of, by its name; undefined for those of other layers. */
export function layerOf({ name }: WeightSpecification): number | undefined {
  const layer = /^layers\.(\d+)\./.exec(name)?.[1];
  return layer === undefined ? undefined : Number(layer);
}

/**
 * A weight as PyTorch draws it.
 *
 * @param chance.width units of the recurrent layer that the weight is of; for other layers those that it reads
 */
export function pytorchWeight(
  weight: WeightSpecification,
  { width, random }: { width: number; random: Random },
): Float32Array {
  const { name, shape } = weight;
  if (name === 'embedding') return normal(weight, 1, random);
  const bound = 1 / Math.sqrt(width);
  const draw = (): Float32Array => uniform(random, shape, { minimum: -bound, maximum: bound });
  const values = draw();
  // PyTorch adds two biases of a layer, which is one where both stand outside of a gate.
  if (layerOf(weight) === undefined || !name.endsWith('bias') || shape.length === 2) return values;
  const second = draw();
  return values.map((value, position) => value + second[position]!);
}

function normal({ shape }: WeightSpecification, deviation: number, random: Random): Float32Array {
  const size = shape.reduce((product, length) => product * length, 1);
  return Float32Array.from({ length: size }, () => (deviation === 0 ? 0 : deviation * random.normal()));
}
