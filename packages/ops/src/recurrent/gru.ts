import { assertKnownOptions } from '@refrain/core';
import { recurrent } from './recurrent.js';
import {
  type RecurrentInput,
  recurrentOptionNames,
  type RecurrentOptions,
  type RecurrentResult,
  type RecurrentWeights,
} from './types.js';

/** Options of {@link gru}. */
export interface GruOptions extends RecurrentOptions {
  /**
   * Whether the reset gate multiplies the projected state (as Keras 2.1 and later, PyTorch and cuDNN have it) or the
   * state before it (the first paper's form). @default true
   */
  readonly resetAfter?: boolean;
}

/**
 * Runs a gated recurrent unit over whole sequences: one fused kernel where the backend has it, composed elsewhere.
 *
 * Weights have Keras's layout, gates in the order update, reset, candidate. With x = input · kernel + bias:
 * `z = σ(x_z + h·U_z)`, `r = σ(x_r + h·U_r)`, `c = tanh(x_c + r ⊙ (h·U_c + b_c))` or, without `resetAfter`,
 * `c = tanh(x_c + (r ⊙ h)·U_c)`; `h' = z ⊙ h + (1 - z) ⊙ c`. Differentiable in the input or table, all weights
 * and the initial state; the masks and `scale` are constants.
 * Follows Cho et al., "Learning Phrase Representations using RNN Encoder-Decoder", 2014.
 *
 * @param input [batch, time, inputUnits], or ids [batch, time]; not disposed, like all tensors given
 * @param weights kernel [inputUnits, 3·units], recurrentKernel [units, 3·units], bias [2, 3·units] or, without
 *   `resetAfter`, [3·units]
 * @returns outputs [batch, time, units] and the state [batch, units] behind the last position; the caller's own
 * @throws InvalidArgumentError for an unknown option, a shape that doesn't fit, or ids that aren't int32
 * @example
 * const { outputs, state } = gru(
 *   { ids: tf.tensor2d([[0, 2, 1]], [1, 3], 'int32') },   // one-hot input of 3 ids
 *   { kernel: tf.ones([3, 6]), recurrentKernel: tf.ones([2, 6]) },
 * );   // outputs [1, 3, 2], state [1, 2]
 */
export function gru(input: RecurrentInput, weights: RecurrentWeights, options: GruOptions = {}): RecurrentResult {
  assertKnownOptions('gru', options, [...recurrentOptionNames, 'resetAfter']);
  const { outputs, state } = recurrent({ cell: 'gru', input, weights, options });
  return { outputs: outputs!, state };
}
