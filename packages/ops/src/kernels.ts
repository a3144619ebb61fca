/**
 * The fused kernels that a TensorFlow.js backend may register to make the operations of this package fast.
 *
 * Every operation runs composed from TensorFlow.js's own ops on any backend; where the backend in use has registered
 * the kernel named here, it runs as that one kernel. Inputs are arrays; `attrs.inputs` names them by position.
 */
import type { DataId, TensorInfo } from '@tensorflow/tfjs-core';

export type CellKind = 'rnn' | 'gru' | 'lstm';

/** How many blocks of `units` columns a cell's kernels have: rnn 1; gru z, r, h; lstm i, f, c, o (Keras's order). */
export const gateCount: Readonly<Record<CellKind, number>> = { rnn: 1, gru: 3, lstm: 4 };

/**
 * A whole sequence through one recurrent layer. Inputs, of which `input` or `ids` must be there:
 *
 * - `input` float32 [batch, time, inputUnits], or `ids` int32 [batch, time] with
 *   `table` float32 [vocabulary, inputUnits] (an embedding); without a table the ids are one-hot rows
 * - `inputScale` float32 [batch, time]: factors of each position's projected input, before the bias (with `ids` only)
 * - `kernel` float32 [inputUnits, gates · units], `recurrentKernel` float32 [units, gates · units]
 * - `bias` float32 [gates · units]; for a GRU with `resetAfter` [2, gates · units] (input's, then recurrent)
 * - `initialState` float32 [batch, units]; for an LSTM also `initialCell` float32 [batch, units]; zeros by default
 * - `mask` int32 [batch, time], 0 where a position is padding: the state passes through unchanged, and the output there
 *   repeats the output before it, which is zeros before the first valid position (Keras's semantics)
 * - `recurrentMask` float32 [batch, units]: factors of the state where it enters the recurrent product (dropout)
 *
 * Outputs: `outputs` [batch, time, units] in the order of the input's positions also when `reverse`, or [batch, 0, units]
 * without `returnOutputs`; `state` [batch, units] behind the last position processed; for an LSTM `cell` [batch, units].
 */
export const recurrentKernelName = 'RefrainRecurrent';

export type RecurrentInputName =
  | 'input'
  | 'ids'
  | 'table'
  | 'inputScale'
  | 'kernel'
  | 'recurrentKernel'
  | 'bias'
  | 'initialState'
  | 'initialCell'
  | 'mask'
  | 'recurrentMask';

export interface RecurrentAttributes {
  readonly inputs: readonly RecurrentInputName[];
  readonly cell: CellKind;
  /** GRU only: the reset gate multiplies the projected state (Keras's and PyTorch's default) or the state before it. */
  readonly resetAfter: boolean;
  /** Processes time from the last position to the first. */
  readonly reverse: boolean;
  /** Masked positions give zeros instead of the output before them. */
  readonly zeroOutputForMask: boolean;
  /** Whether `outputs` is wanted, not the final states alone. */
  readonly returnOutputs: boolean;
  /**
   * Whether a gradient may follow. The kernel then keeps what its gradient needs and frees it with `outputs`
   * (when the data of that tensor is disposed).
   */
  readonly saveForGradient: boolean;
}

/**
 * The gradient of {@link recurrentKernelName}: inputs are those of the forward kernel, followed by
 * `outputs`, `gradientOutputs` in the shape of `outputs`, `gradientState` [batch, units] and, for an LSTM,
 * `gradientCell`.
 * Its outputs are the gradients of the {@link differentiableInputs} that are present, in the order of `attrs.inputs`.
 */
export const recurrentGradientKernelName = 'RefrainRecurrentGradient';

export const differentiableInputs: ReadonlySet<RecurrentInputName> = new Set<RecurrentInputName>([
  'input',
  'table',
  'kernel',
  'recurrentKernel',
  'bias',
  'initialState',
  'initialCell',
]);

/**
 * A decoder with attention inside its loop over time. Inputs; `N` counts the layers from 0:
 *
 * - `input` float32 [batch, time, inputUnits]
 * - `values` float32 [batch, source, valueUnits], `keys` float32 [batch, source, keyUnits]
 * - `sourceMask` int32 [batch, source], 0 where a position gets no weight
 * - `queryKernel` float32 [units, keyUnits] projects the top layer's state to the query; may be missing: the state is it
 * - `scoreScale` float32 [keyUnits]: scores are Σ scoreScale ⊙ tanh(query + key), without it `scoreFactor` · (query · key)
 * - `readoutKernel` float32 [units + valueUnits, readoutUnits], for the readout `'combined'`
 * - `initialReadout` float32 [batch, readoutUnits]: what is fed at the first position, zeros by default (Luong's order)
 * - `feedMask` float32 [batch, fedUnits]: factors of what is fed where it enters the first layer (dropout)
 * - `N.kernel`, `N.recurrentKernel`, `N.bias`, `N.initialState`, `N.initialCell`, `N.recurrentMask` as those of
 *   {@link recurrentKernelName}; the first layer reads [input ; fed], each other the layer before it
 * - `N.inputMask` float32 [batch, width]: factors of what a layer but the first reads (dropout)
 *
 * What is fed is in Luong's order the readout of the position before, in Bahdanau's the context of the same position,
 * attended to from the state before it. Outputs: `readouts` [batch, time, readoutUnits], `weights` [batch, time, source];
 * then of each layer its state [batch, units] behind the last position and, for an LSTM, its cell.
 */
export const attentionDecoderKernelName = 'RefrainAttentionDecoder';

/**
 * The gradient of {@link attentionDecoderKernelName}: inputs are those of the forward kernel, followed by its output
 * `readouts` and the gradients of all its outputs. Its outputs are the gradients of the inputs for which
 * {@link isDifferentiableDecoderInput} holds, in the order of `attrs.inputs`.
 */
export const attentionDecoderGradientKernelName = 'RefrainAttentionDecoderGradient';

export type DecoderLayerInputName =
  'kernel' | 'recurrentKernel' | 'bias' | 'initialState' | 'initialCell' | 'inputMask' | 'recurrentMask';

export type AttentionDecoderInputName =
  | 'input'
  | 'values'
  | 'keys'
  | 'sourceMask'
  | 'queryKernel'
  | 'scoreScale'
  | 'readoutKernel'
  | 'initialReadout'
  | 'feedMask'
  | `${number}.${DecoderLayerInputName}`;

export interface AttentionDecoderAttributes {
  readonly inputs: readonly AttentionDecoderInputName[];
  readonly cell: CellKind;
  readonly resetAfter: boolean;
  readonly layers: number;
  /** Whether attention follows the layers and the readout is fed back, or comes before them and its context is fed. */
  readonly order: 'luong' | 'bahdanau';
  /** Of the top layer's state h and the context c: h, c, [h ; c] or tanh([h ; c] · readoutKernel). */
  readonly readout: 'hidden' | 'context' | 'concatenation' | 'combined';
  /** Factor of the products of queries and keys. */
  readonly scoreFactor: number;
  /** As in {@link RecurrentAttributes}; what is kept goes with `readouts`. */
  readonly saveForGradient: boolean;
}

const constantDecoderInputs = ['sourceMask', 'feedMask', 'inputMask', 'recurrentMask'];

/** Whether {@link attentionDecoderGradientKernelName} gives a gradient for the input of that name: all but the masks. */
export function isDifferentiableDecoderInput(name: AttentionDecoderInputName): boolean {
  return !constantDecoderInputs.includes(name.slice(name.indexOf('.') + 1));
}

/**
 * Softmax cross-entropy from logits, its metrics and its gradient in one pass. Inputs, in this order:
 * `logits` float32 [rows, classes], `targets` int32 [rows], `weights` float32 [rows] (may be missing: all 1).
 * A row whose target is `ignoredId` has weight 0.
 * Outputs: `mean` [] (nats, Σ weight·loss / Σ weight; 0 where all weights are 0), `weight` [] (Σ weight),
 * `correct` [] (Σ weight where the largest logit is the target's; the first of equals counts as the largest),
 * `gradient` [rows, classes] of `mean` (present when `attrs.saveForGradient`).
 */
export const sparseSoftmaxCrossEntropyKernelName = 'RefrainSparseSoftmaxCrossEntropy';

export interface SparseSoftmaxCrossEntropyAttributes {
  /** Share of the target's probability that is spread evenly over all classes. */
  readonly labelSmoothing: number;
  /** -1: none. */
  readonly ignoredId: number;
  readonly saveForGradient: boolean;
}

/**
 * `x · kernel + bias`: inputs `input` [rows, inputUnits], `kernel` [inputUnits, units], `bias` [units] (may be missing).
 * Output [rows, units].
 */
export const linearKernelName = 'RefrainLinear';

/**
 * The gradient of {@link linearKernelName}: inputs `gradient` [rows, units], `input`, `kernel`.
 * Outputs: gradients of input, kernel, bias.
 */
export const linearGradientKernelName = 'RefrainLinearGradient';

/**
 * One optimizer update of one variable, out of place. Inputs: `value`, `gradient`, then the slots, all of one shape.
 * Outputs: the new value, then the new slots. g is `gradientScale`·gradient, clamped to ±`clipValue`, plus `l2`·value:
 *
 * - `adam` (slots m, v): m' = b1·m + (1-b1)·g; v' = b2·v + (1-b2)·g²;
 *   value' = value·(1-decay) - (stepMomentum·m' + stepGradient·g) / (√(v'·varianceScale) + epsilon).
 *   Adam, AdamW and Nadam differ only in these scalars.
 * - `rmsprop` (slots v, and b when momentum > 0): v' = rho·v + (1-rho)·g²; u = rate·g / (√v' + epsilon) or, when
 *   `epsilonInside`, rate·g / √(v' + epsilon); without momentum value' = value - u, else b' = momentum·b + u; value' = value - b'
 * - `sgd` (slot b when momentum > 0): b' = momentum·b - rate·g; value' = value + b', or with `nesterov`
 *   value' = value + momentum·b' - rate·g; without momentum value' = value - rate·g
 */
export const optimizerUpdateKernelName = 'RefrainOptimizerUpdate';

export type OptimizerRule =
  | {
      readonly rule: 'adam';
      readonly beta1: number;
      readonly beta2: number;
      readonly stepMomentum: number;
      readonly stepGradient: number;
      readonly varianceScale: number;
      readonly epsilon: number;
      readonly decay: number;
    }
  | {
      readonly rule: 'rmsprop';
      readonly rate: number;
      readonly rho: number;
      readonly momentum: number;
      readonly epsilon: number;
      readonly epsilonInside: boolean;
    }
  | { readonly rule: 'sgd'; readonly rate: number; readonly momentum: number; readonly nesterov: boolean };

export type OptimizerUpdateAttributes = OptimizerRule & {
  /** What the gradient is multiplied by first: clipping by norm. */
  readonly gradientScale: number;
  /** Infinity: none. */
  readonly clipValue: number;
  readonly l2: number;
};

/** Σ over all inputs of Σ value², a scalar []: for clipping by global norm. Inputs: any number of float32 tensors. */
export const squaredNormKernelName = 'RefrainSquaredNorm';

/** The kernel's tensors by name. @internal */
export function inputsByName<Name extends string, T extends { dataId: DataId } = TensorInfo>(
  inputs: readonly T[],
  names: readonly Name[],
): Partial<Record<Name, T>> {
  return Object.fromEntries(names.map((name, position) => [name, inputs[position]!])) as Partial<Record<Name, T>>;
}
