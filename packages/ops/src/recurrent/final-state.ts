import { assertKnownOptions, assertOneOf, refuse } from '@refrain/core';
import type * as tf from '@tensorflow/tfjs-core';
import type { CellKind } from '../kernels.js';
import type { RecurrentState } from './bidirectional.js';
import { recurrent } from './recurrent.js';
import type { RecurrentInput, RecurrentOptions, RecurrentWeights } from './types.js';

/** Options of {@link finalState}. */
export interface FinalStateOptions extends Omit<RecurrentOptions, 'zeroOutputForMask'> {
  readonly cell: CellKind;
  /** LSTM only: float32 [batch, units]. @default zeros */
  readonly initialCell?: tf.Tensor2D;
  /** GRU only: where the reset gate acts, as in `gru`. @default true */
  readonly resetAfter?: boolean;
}

/**
 * Reads whole sequences with one recurrent layer and gives nothing but its state behind the last valid position: what a
 * classifier needs, without the memory and the time that outputs and their gradients take.
 *
 * The state is that of `gru`, `lstm` or `simpleRnn`, and differentiable as they are. Where the backend has the fused
 * kernel, padding that `mask` names costs nothing. For a layer of both directions call it twice, once with `reverse`.
 *
 * @param input [batch, time, inputUnits], or ids [batch, time]; not disposed, like all tensors given
 * @param weights in the layout of `gru`, `lstm` or `simpleRnn`
 * @returns the state and, of an LSTM, the cell [batch, units]; the caller's own
 * @throws InvalidArgumentError for an unknown option, one that does nothing, or a shape that doesn't fit
 * @example
 * const { state } = finalState(
 *   { ids: tf.tensor2d([[2, 1, 0], [1, 0, 0]], [2, 3], 'int32') },
 *   { kernel: tf.ones([3, 6]), recurrentKernel: tf.ones([2, 6]) },
 *   { cell: 'gru', mask: tf.tensor2d([[1, 1, 0], [1, 0, 0]], [2, 3], 'bool') },
 * );   // [2, 2]: the first row behind two positions, the second behind one
 */
export function finalState(
  input: RecurrentInput,
  weights: RecurrentWeights,
  options: FinalStateOptions,
): RecurrentState {
  checkOptions(options);
  const { cell, ...rest } = options;
  const { state, cell: memory } = recurrent({ cell, input, weights, options: { ...rest, returnOutputs: false } });
  return { state, ...(memory && { cell: memory }) };
}

function checkOptions(options: FinalStateOptions): void {
  const known = ['cell', 'initialState', 'initialCell', 'mask', 'reverse', 'recurrentMask', 'resetAfter'];
  assertKnownOptions('finalState', options, known);
  const { cell, initialCell, resetAfter } = options;
  assertOneOf('cell', cell, ['gru', 'lstm', 'rnn']);
  const owners = [
    ['initialCell', initialCell, 'lstm', 'an LSTM'],
    ['resetAfter', resetAfter, 'gru', 'a GRU'],
  ] as const;
  for (const [name, value, owner, spoken] of owners) {
    if (value === undefined || cell === owner) continue;
    refuse(name, value, { expected: `left out for the cell '${cell}'`, remedy: `Only ${spoken} has it.` });
  }
}
