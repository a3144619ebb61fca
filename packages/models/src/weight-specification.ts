import type { Random } from '@refrain/core';
import { gateCount, glorotUniform, orthogonal, uniform } from '@refrain/ops';
import type { CellKind } from '@refrain/ops';

/** One weight of a model: its name on disk, its shape and how Keras would draw it. */
export interface WeightSpecification {
  readonly name: string;
  readonly shape: readonly number[];
  /** Row-major values of `shape`. */
  initialize(random: Random, shape: readonly number[]): Float32Array;
}

/** One recurrent layer, of which the weights are wanted. */
export interface RecurrentLayerShape {
  readonly cell: CellKind;
  readonly resetAfter?: boolean;
  readonly inputUnits: number;
  readonly units: number;
}

/** The weights of a recurrent layer in Keras's layout, named `prefix.kernel` and so on; gates: gru z, r, h; lstm i, f, c, o. */
export function recurrentWeights(prefix: string, layer: RecurrentLayerShape): WeightSpecification[] {
  const { cell, resetAfter, inputUnits, units } = layer;
  const columns = gateCount[cell] * units;
  return [
    { name: `${prefix}.kernel`, shape: [inputUnits, columns], initialize: glorotUniform },
    { name: `${prefix}.recurrentKernel`, shape: [units, columns], initialize: orthogonal },
    {
      name: `${prefix}.bias`,
      shape: resetAfter ? [2, columns] : [columns],
      initialize: cell === 'lstm' ? unitForgetBias : zeros,
    },
  ];
}

/** A table of vectors by id: uniform within ±0.05. */
export function embeddingTable(name: string, shape: readonly [vocabulary: number, units: number]): WeightSpecification {
  const range = { minimum: -0.05, maximum: 0.05 };
  return { name, shape, initialize: (random, drawn) => uniform(random, drawn, range) };
}

/** A matrix that multiplies what is read: Glorot uniform. */
export function denseKernel(name: string, shape: readonly number[]): WeightSpecification {
  return { name, shape, initialize: glorotUniform };
}

/** A bias that starts at 0. */
export function zeroBias(name: string, units: number): WeightSpecification {
  return { name, shape: [units], initialize: zeros };
}

function zeros(_random: Random, shape: readonly number[]): Float32Array {
  return new Float32Array(shape.reduce((size, length) => size * length, 1));
}

/** Zeros but for the forget gate, the second of four, so that a new LSTM remembers (Jozefowicz et al., 2015). */
function unitForgetBias(random: Random, shape: readonly number[]): Float32Array {
  const bias = zeros(random, shape);
  return bias.fill(1, bias.length / 4, bias.length / 2);
}
