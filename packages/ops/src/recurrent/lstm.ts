import { assertKnownOptions } from '@refrain/core';
import type * as tf from '@tensorflow/tfjs-core';
import { recurrent } from './recurrent.js';
import {
  type RecurrentInput,
  recurrentOptionNames,
  type RecurrentOptions,
  type RecurrentResult,
  type RecurrentWeights,
} from './types.js';

/** Options of {@link lstm}. */
export interface LstmOptions extends RecurrentOptions {
  /** float32 [batch, units]. @default zeros */
  readonly initialCell?: tf.Tensor2D;
}

/** What {@link lstm} gives; the caller owns all three tensors. */
export interface LstmResult extends RecurrentResult {
  /** float32 [batch, units], behind the last position processed. */
  readonly cell: tf.Tensor2D;
}

/**
 * Runs a long short-term memory over whole sequences: one fused kernel where the backend has it, composed elsewhere.
 *
 * Weights have Keras's layout, gates in the order input, forget, candidate, output. With
 * a = input · kernel + h · recurrentKernel + bias: `c' = σ(a_f) ⊙ c + σ(a_i) ⊙ tanh(a_c)`, `h' = σ(a_o) ⊙ tanh(c')`.
 * Differentiable in the input or table, all weights, the initial state and cell; the masks and `scale` are constants.
 * Follows Hochreiter and Schmidhuber, "Long Short-Term Memory", 1997, with the forget gate of Gers et al., 2000.
 *
 * @param input [batch, time, inputUnits], or ids [batch, time]; not disposed, like all tensors given
 * @param weights kernel [inputUnits, 4·units], recurrentKernel [units, 4·units], bias [4·units]
 * @returns outputs [batch, time, units], the state and the cell [batch, units] behind the last position; the caller's own
 * @throws InvalidArgumentError for an unknown option, a shape that doesn't fit, or ids that aren't int32
 * @example
 * const { outputs, state, cell } = lstm(
 *   { input: tf.ones([1, 3, 2]) },
 *   { kernel: tf.ones([2, 8]), recurrentKernel: tf.ones([2, 8]), bias: tf.zeros([8]) },
 * );   // outputs [1, 3, 2], state and cell [1, 2]
 */
export function lstm(input: RecurrentInput, weights: RecurrentWeights, options: LstmOptions = {}): LstmResult {
  assertKnownOptions('lstm', options, [...recurrentOptionNames, 'initialCell']);
  const { outputs, state, cell } = recurrent({ cell: 'lstm', input, weights, options });
  return { outputs: outputs!, state, cell: cell! };
}
