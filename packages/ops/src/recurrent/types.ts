import type * as tf from '@tensorflow/tfjs-core';
import type { CellKind, RecurrentInputName } from '../kernels.js';

/**
 * What a recurrent layer reads: vectors, or ids, for which the input's projection is a table look-up.
 *
 * - `input` float32 [batch, time, inputUnits]
 * - `ids` int32 [batch, time]; `table` float32 [vocabulary, inputUnits] is an embedding, without it the ids are one-hot
 *   rows (never made) and the kernel has `vocabulary` rows; `scale` float32 [batch, time] multiplies each position's
 *   projected input before the bias is added
 */
export type RecurrentInput =
  | { readonly input: tf.Tensor3D }
  | { readonly ids: tf.Tensor2D; readonly table?: tf.Tensor2D; readonly scale?: tf.Tensor2D };

/** The weights of one recurrent layer in Keras's layout; `gates` is 1 for a simple RNN, 3 for a GRU, 4 for an LSTM. */
export interface RecurrentWeights {
  /** float32 [inputUnits, gates · units] */
  readonly kernel: tf.Tensor2D;
  /** float32 [units, gates · units] */
  readonly recurrentKernel: tf.Tensor2D;
  /** float32 [gates · units], or [2, gates · units] for a GRU with `resetAfter`. @default zeros */
  readonly bias?: tf.Tensor;
}

/** Options that every recurrent operation takes. */
export interface RecurrentOptions {
  /** float32 [batch, units]. @default zeros */
  readonly initialState?: tf.Tensor2D;
  /** int32 or bool [batch, time]: 0 where a position is padding, which leaves the state unchanged. @default all 1 */
  readonly mask?: tf.Tensor2D;
  /** Processes time from the last position to the first; outputs stay in the order of the input. @default false */
  readonly reverse?: boolean;
  /** Masked positions give zeros instead of repeating the output before them. @default false */
  readonly zeroOutputForMask?: boolean;
  /** float32 [batch, units]: factors of the state where it enters the recurrent product (dropout). @default all 1 */
  readonly recurrentMask?: tf.Tensor2D;
}

/** The names of {@link RecurrentOptions}, for the refusal of others. */
export const recurrentOptionNames = [
  'initialState',
  'mask',
  'reverse',
  'zeroOutputForMask',
  'recurrentMask',
] as const satisfies readonly (keyof RecurrentOptions)[];

/** What a recurrent operation gives; the caller owns both tensors. */
export interface RecurrentResult {
  /** float32 [batch, time, units], in the order of the input's positions. */
  readonly outputs: tf.Tensor3D;
  /** float32 [batch, units], behind the last position processed. */
  readonly state: tf.Tensor2D;
}

/** The tensors of one call by their kernel's names; which are there is checked before anything runs. */
export type RecurrentTensors = { readonly [name in RecurrentInputName]?: tf.Tensor } & {
  readonly kernel: tf.Tensor2D;
  readonly recurrentKernel: tf.Tensor2D;
};

/** One checked call, as the fused and the composed form take it. */
export interface RecurrentCall {
  readonly tensors: RecurrentTensors;
  readonly cell: CellKind;
  readonly resetAfter: boolean;
  readonly reverse: boolean;
  readonly zeroOutputForMask: boolean;
  readonly returnOutputs: boolean;
}

/** What one call gives. */
export interface RecurrentCallResult {
  /** Missing without `returnOutputs`. */
  readonly outputs?: tf.Tensor3D;
  readonly state: tf.Tensor2D;
  /** LSTM only. */
  readonly cell?: tf.Tensor2D;
}
