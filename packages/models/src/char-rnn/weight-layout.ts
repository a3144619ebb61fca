import type { Random } from '@refrain/core';
import { gateCount, glorotUniform, orthogonal, uniform } from '@refrain/ops';
import type { ResolvedCharRnnOptions } from './options.js';

/** One weight of the model: its name on disk, its shape and how Keras would draw it. */
export interface WeightSpecification {
  readonly name: string;
  readonly shape: readonly number[];
  /** Row-major values of `shape`. */
  initialize(random: Random, shape: readonly number[]): Float32Array;
}

/**
 * Every weight of a character RNN, in the order in which it is saved; the layouts are Keras's.
 *
 * Gates lie side by side in the last axis: gru z, r, h; lstm i, f, c, o.
 */
export function weightLayout(options: ResolvedCharRnnOptions): readonly WeightSpecification[] {
  const { vocabularySize, embedding, cell, tiedOutput, resetAfter } = options;
  const weights: WeightSpecification[] = [];
  if (embedding !== 'one-hot') {
    weights.push({ name: 'embedding', shape: [vocabularySize, embedding], initialize: embeddingUniform });
  }
  let inputUnits = embedding === 'one-hot' ? vocabularySize : embedding;
  for (const [layer, units] of options.units.entries()) {
    const columns = gateCount[cell] * units;
    weights.push(
      { name: `layers.${layer}.kernel`, shape: [inputUnits, columns], initialize: glorotUniform },
      { name: `layers.${layer}.recurrentKernel`, shape: [units, columns], initialize: orthogonal },
      {
        name: `layers.${layer}.bias`,
        shape: resetAfter ? [2, columns] : [columns],
        initialize: cell === 'lstm' ? unitForgetBias : zeros,
      },
    );
    inputUnits = units;
  }
  if (!tiedOutput) {
    weights.push({ name: 'output.kernel', shape: [inputUnits, vocabularySize], initialize: glorotUniform });
  }
  weights.push({ name: 'output.bias', shape: [vocabularySize], initialize: zeros });
  return weights;
}

/** How many numbers a tensor of `shape` has. */
function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}

function embeddingUniform(random: Random, shape: readonly number[]): Float32Array {
  return uniform(random, shape, { minimum: -0.05, maximum: 0.05 });
}

function zeros(_random: Random, shape: readonly number[]): Float32Array {
  return new Float32Array(sizeOf(shape));
}

/** Zeros but for the forget gate, the second of four, so that a new LSTM remembers (Jozefowicz et al., 2015). */
function unitForgetBias(_random: Random, shape: readonly number[]): Float32Array {
  const bias = new Float32Array(sizeOf(shape));
  return bias.fill(1, bias.length / 4, bias.length / 2);
}
