import { assertKnownOptions, assertOneOf, refuse } from '@refrain/core';
import * as tf from '@tensorflow/tfjs-core';
import type { CellKind } from '../kernels.js';
import { concatUnits } from '../sequences/concat-units.js';
import { recurrent } from './recurrent.js';
import type { RecurrentInput, RecurrentWeights } from './types.js';

/** How the outputs of both directions become one. */
export const mergeModes = ['concat', 'sum', 'average', 'multiply', 'none'] as const;

/** One of {@link mergeModes}. */
export type MergeMode = (typeof mergeModes)[number];

/** What a recurrent layer carries, each [batch, units]. */
export interface RecurrentState {
  readonly state: tf.Tensor2D;
  /** LSTM only. */
  readonly cell?: tf.Tensor2D;
}

/** Something for each of two directions: first to last position, and last to first. */
export interface BothDirections<T> {
  readonly forward: T;
  readonly backward: T;
}

/** Options of {@link bidirectional}. */
export interface BidirectionalOptions {
  readonly cell: CellKind;
  /**
   * `'concat'` puts the outputs side by side, forward first; `'sum'`, `'average'` and `'multiply'` combine them unit by
   * unit; `'none'` leaves them apart. @default 'concat'
   */
  readonly merge?: MergeMode;
  /** int32 or bool [batch, time]: 0 where a position is padding, whose outputs are zeros. @default all 1 */
  readonly mask?: tf.Tensor2D;
  /** Where each direction starts. @default zeros */
  readonly initialStates?: Partial<BothDirections<RecurrentState>>;
  /** float32 [batch, units]: factors of each direction's state where it enters the recurrent product. @default all 1 */
  readonly recurrentMasks?: Partial<BothDirections<tf.Tensor2D>>;
  /** GRU only: where the reset gate acts, as in `gru`. @default true */
  readonly resetAfter?: boolean;
}

/** What {@link bidirectional} gives; the caller owns every tensor. */
export interface BidirectionalResult {
  /** float32 [batch, time, units], twice the units with `'concat'`; in the order of the input's positions. */
  readonly outputs: tf.Tensor3D;
  /** Behind the last position that each direction read: the first position for `backward`. */
  readonly states: BothDirections<RecurrentState>;
}

/** What {@link bidirectional} gives with the merge mode `'none'`; the caller owns every tensor. */
export interface SeparateBidirectionalResult {
  /** Each float32 [batch, time, units], both in the order of the input's positions. */
  readonly outputs: BothDirections<tf.Tensor3D>;
  readonly states: BothDirections<RecurrentState>;
}

/**
 * Runs two recurrent layers over whole sequences, one from each end, so that every position knows what follows it too.
 *
 * Masked positions give zeros and leave both states as they are, as Keras's `Bidirectional` does with whole sequences; so
 * the backward layer starts at the last valid position. Differentiable as `gru`, `lstm` and `simpleRnn` are. Follows
 * Schuster and Paliwal, "Bidirectional Recurrent Neural Networks", 1997.
 *
 * @param input [batch, time, inputUnits], or ids [batch, time], read by both; not disposed, like all tensors given
 * @param weights of each direction in the layout of `gru`, `lstm` or `simpleRnn`; widths may differ with `'concat'` and
 *   `'none'`
 * @throws InvalidArgumentError for an unknown option, one that does nothing, or a shape that doesn't fit
 * @example
 * const layer = { kernel: tf.ones([2, 12]), recurrentKernel: tf.ones([4, 12]) };
 * const { outputs, states } = bidirectional(
 *   { input: tf.ones([1, 3, 2]) },
 *   { forward: layer, backward: layer },
 *   { cell: 'gru' },
 * );   // outputs [1, 3, 8], states.forward.state and states.backward.state [1, 4]
 */
export function bidirectional(
  input: RecurrentInput,
  weights: BothDirections<RecurrentWeights>,
  options: BidirectionalOptions & { readonly merge: 'none' },
): SeparateBidirectionalResult;
export function bidirectional(
  input: RecurrentInput,
  weights: BothDirections<RecurrentWeights>,
  options: BidirectionalOptions & { readonly merge?: Exclude<MergeMode, 'none'> },
): BidirectionalResult;
export function bidirectional(
  input: RecurrentInput,
  weights: BothDirections<RecurrentWeights>,
  options: BidirectionalOptions,
): BidirectionalResult | SeparateBidirectionalResult {
  checkOptions(options);
  const { merge = 'concat' } = options;
  return tf.tidy(() => {
    const forward = direction(input, weights.forward, { ...options, name: 'forward' });
    const backward = direction(input, weights.backward, { ...options, name: 'backward' });
    const states = { forward: forward.states, backward: backward.states };
    const outputs = { forward: forward.outputs, backward: backward.outputs };
    return { outputs: merge === 'none' ? outputs : merged(outputs, merge), states } as unknown as tf.TensorContainer;
  }) as unknown as BidirectionalResult | SeparateBidirectionalResult;
}

function direction(
  input: RecurrentInput,
  weights: RecurrentWeights,
  options: BidirectionalOptions & { readonly name: keyof BothDirections<unknown> },
): { outputs: tf.Tensor3D; states: RecurrentState } {
  const { name, cell, mask, resetAfter, initialStates, recurrentMasks } = options;
  const initial = initialStates?.[name];
  const { outputs, ...states } = recurrent({
    cell,
    input,
    weights,
    options: {
      mask,
      resetAfter: cell === 'gru' ? resetAfter : undefined,
      initialState: initial?.state,
      initialCell: initial?.cell,
      recurrentMask: recurrentMasks?.[name],
      reverse: name === 'backward',
      zeroOutputForMask: mask !== undefined,
    },
  });
  return { outputs: outputs!, states };
}

function merged({ forward, backward }: BothDirections<tf.Tensor3D>, merge: Exclude<MergeMode, 'none'>): tf.Tensor3D {
  switch (merge) {
    case 'concat':
      return concatUnits([forward, backward]);
    case 'sum':
      return tf.add(forward, backward);
    case 'average':
      return tf.mul(tf.add(forward, backward), 0.5);
    case 'multiply':
      return tf.mul(forward, backward);
  }
}

function checkOptions(options: BidirectionalOptions): void {
  const known = ['cell', 'merge', 'mask', 'initialStates', 'recurrentMasks', 'resetAfter'];
  assertKnownOptions('bidirectional', options, known);
  const { cell, merge, initialStates = {}, recurrentMasks = {}, resetAfter } = options;
  assertOneOf('cell', cell, ['gru', 'lstm', 'rnn']);
  if (merge !== undefined) assertOneOf('merge', merge, mergeModes);
  assertKnownOptions('initialStates', initialStates, ['forward', 'backward']);
  assertKnownOptions('recurrentMasks', recurrentMasks, ['forward', 'backward']);
  if (resetAfter !== undefined && cell !== 'gru') {
    refuse('resetAfter', resetAfter, {
      expected: `left out for the cell '${cell}'`,
      remedy: 'Only a GRU has it.',
    });
  }
}
