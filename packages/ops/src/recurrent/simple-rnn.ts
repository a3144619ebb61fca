import { assertKnownOptions } from '@refrain/core';
import { recurrent } from './recurrent.js';
import {
  type RecurrentInput,
  recurrentOptionNames,
  type RecurrentOptions,
  type RecurrentResult,
  type RecurrentWeights,
} from './types.js';

/**
 * Runs a simple recurrent network over whole sequences: one fused kernel where the backend has it, composed elsewhere.
 *
 * `h' = tanh(input · kernel + h · recurrentKernel + bias)`. Differentiable in the input or table, all weights and the
 * initial state; the masks and `scale` are constants. Follows Elman, "Finding Structure in Time", 1990.
 *
 * @param input [batch, time, inputUnits], or ids [batch, time]; not disposed, like all tensors given
 * @param weights kernel [inputUnits, units], recurrentKernel [units, units], bias [units]
 * @returns outputs [batch, time, units] and the state [batch, units] behind the last position; the caller's own
 * @throws InvalidArgumentError for an unknown option, a shape that doesn't fit, or ids that aren't int32
 * @example
 * const { state } = simpleRnn(
 *   { input: tf.tensor3d([[[1], [0]]]) },
 *   { kernel: tf.tensor2d([[0.5]]), recurrentKernel: tf.tensor2d([[1]]) },
 * );   // state is tanh(tanh(0.5)), [1, 1]
 */
export function simpleRnn(
  input: RecurrentInput,
  weights: RecurrentWeights,
  options: RecurrentOptions = {},
): RecurrentResult {
  assertKnownOptions('simpleRnn', options, recurrentOptionNames);
  const { outputs, state } = recurrent({ cell: 'rnn', input, weights, options });
  return { outputs: outputs!, state };
}
