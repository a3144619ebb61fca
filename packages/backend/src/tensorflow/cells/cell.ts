import type { Handle } from '../node-backend.js';
import type { Operations } from '../operations.js';

/** Everything a cell reads over the steps of a sequence. */
export interface CellCall {
  readonly steps: number;
  readonly batch: number;
  readonly units: number;
  /** [steps · batch, gates · units]: every step's input, projected, with the biases that are simply added. */
  readonly projected: Handle;
  /** [units, gates · units] */
  readonly recurrentKernel: Handle;
  /** GRU with the reset gate behind the product: [units], of the candidate. */
  readonly candidateBias?: Handle | undefined;
  /** [batch, units] */
  readonly initialState: Handle;
  /** LSTM only: [batch, units] */
  readonly initialCell?: Handle | undefined;
  /** [batch, units]: factors of the state where it enters the product. */
  readonly recurrentMask?: Handle | undefined;
}

/** The tensors of a layer that one operation runs whole; the gradients of them have the same layouts. */
export interface LayerTensors {
  /** [steps · batch, inputUnits] */
  readonly input: Handle;
  /** [inputUnits, gates · units] */
  readonly kernel: Handle;
  /** [units, gates · units] */
  readonly recurrentKernel: Handle;
  /** An LSTM's [4 · units]; for cuDNN, of every cell, [2, gates · units]: the input's bias, then the recurrent one. */
  readonly bias: Handle;
  /** [batch, units] */
  readonly initialState: Handle;
  /** [batch, units] */
  readonly initialCell: Handle;
}

/** What a cell gives, with its way back. */
export interface CellRun {
  /** [(steps + 1) · batch, units], the initial state first. */
  readonly states: Handle;
  /** LSTM only, in the same layout. */
  readonly cells?: Handle;
  /** What the way back needs. */
  readonly kept: readonly Handle[];
  gradients(operations: Operations, arriving: ArrivingGradients): CellGradients;
}

/**
 * Gradients of `states` and `cells`, the initial one first and then one behind each step, each [batch, units]; zeros
 * where one is missing. The last state has one.
 */
export interface ArrivingGradients {
  readonly states: readonly (Handle | undefined)[];
  readonly cells: readonly (Handle | undefined)[];
}

export interface CellGradients {
  /** [steps · batch, gates · units] */
  readonly projected: Handle;
  readonly recurrentKernel: Handle;
  readonly candidateBias?: Handle;
  readonly initialState: Handle;
  readonly initialCell?: Handle;
  /** LSTM only: whether the gates of `projected` and `recurrentKernel` stand in the order i, c, f, o. */
  readonly hasSwappedGates?: boolean;
}

/** One cell over a sequence, from TensorFlow's elementary operations. */
export type Cell = (operations: Operations, call: CellCall) => CellRun;

/** The projected input of every step, each [batch, width], cut into parts of these widths. */
export function stepsOf(
  operations: Operations,
  { projected, steps, batch }: CellCall,
  widths: readonly number[],
): Handle[][] {
  const parts = widths.length === 1 ? [projected] : operations.splitSizes(projected, widths, 1);
  return parts.map((part, index) =>
    operations.unstack(operations.reshape(part, [steps, batch, widths[index]!]), steps),
  );
}

/** Stacks one value of each step to [steps · batch, width]. */
export function stackSteps(operations: Operations, values: readonly Handle[], width: number): Handle {
  return operations.reshape(operations.stack(values), [-1, width]);
}

/** Such gradients as one, zeros where one is missing: [count · batch, units]. */
export function stackArriving(
  operations: Operations,
  gradients: readonly (Handle | undefined)[],
  [batch, units]: readonly [batch: number, units: number],
): Handle {
  const zeros = operations.session.zeros([batch, units]);
  return stackSteps(
    operations,
    gradients.map((gradient) => gradient ?? zeros),
    units,
  );
}

/** The state where it enters the recurrent product. */
export function dropped(operations: Operations, state: Handle, mask: Handle | undefined): Handle {
  return mask === undefined ? state : operations.multiply(state, mask);
}
