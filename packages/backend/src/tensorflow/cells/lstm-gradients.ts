import type { Handle } from '../node-backend.js';
import type { Operations } from '../operations.js';
import type { Attributes } from '../session.js';
import { type ArrivingGradients, type CellCall, type CellGradients, dropped, stackSteps } from './cell.js';

/** What the steps of an LSTM leave for the way back, each a list of [batch, units]. */
export interface LstmActivations {
  readonly inputGates: readonly Handle[];
  readonly cells: readonly Handle[];
  readonly forgetGates: readonly Handle[];
  readonly outputGates: readonly Handle[];
  readonly candidates: readonly Handle[];
  /** tanh of the cells */
  readonly squashed: readonly Handle[];
}

/** An LSTM that ran. */
export interface LstmCall extends Omit<CellCall, 'projected' | 'candidateBias'> {
  readonly initialCell: Handle;
  /** [steps · batch, units]: the states as they entered the recurrent product. */
  readonly entering: Handle;
}

const plain: Attributes = { use_peephole: false };

/**
 * Back through an LSTM: of each step `LSTMBlockCellGrad` and one product; the gradients of the weights are products
 * over all steps at once, which is several times as fast as to add to them in every step, as `BlockLSTMGradV2` does.
 *
 * @returns gradients whose gates stand in the order of {@link swapGates}
 */
export function lstmGradients(
  after: Operations,
  { steps, batch, units, recurrentKernel, recurrentMask, initialState, initialCell, entering }: LstmCall,
  { activations, arriving }: { readonly activations: LstmActivations; readonly arriving: ArrivingGradients },
): CellGradients {
  const { session } = after;
  const { inputGates, cells, forgetGates, outputGates, candidates, squashed } = activations;
  // Turned over once, as a product by a transposed matrix takes half as long again.
  const back = after.transpose(swapGates(after, recurrentKernel, 1));
  // Of the input, the states, the weights and the bias only the shapes are read.
  const input = session.zeros([batch, 0]);
  const peephole = session.zeros([units]);
  const unread = [recurrentKernel, peephole, peephole, peephole, session.zeros([4 * units])];
  const sums = new Array<Handle>(steps);
  let gradient = arriving.states[steps]!;
  let memory = arriving.cells[steps] ?? session.zeros([batch, units]);
  for (let step = steps - 1; step >= 0; step--) {
    const before = step === 0 ? initialCell : cells[step - 1]!;
    const gates = [inputGates, cells, forgetGates, outputGates, candidates, squashed].map((values) => values[step]!);
    const [toCell, toSums, ...ofPeepholes] = session.runAll(
      'LSTMBlockCellGrad',
      [input, before, initialState, ...unread, ...gates, memory, gradient],
      { outputs: 5, attributes: plain },
    ) as [Handle, Handle, Handle, Handle, Handle];
    session.free(...ofPeepholes, memory, gradient);
    sums[step] = toSums;
    memory = after.addAll(toCell, arriving.cells[step]);
    gradient = after.addAll(dropped(after, after.matMul(toSums, back), recurrentMask), arriving.states[step]);
  }
  const projected = stackSteps(after, sums, 4 * units);
  session.free(...sums);
  return {
    projected,
    recurrentKernel: after.matMulTransposedA(entering, projected),
    initialState: gradient,
    initialCell: memory,
    hasSwappedGates: true,
  };
}

/** From the order i, f, c, o along `axis` to that of `LSTMBlockCellGrad`, i, c, f, o, or back. */
export function swapGates(operations: Operations, values: Handle, axis: number): Handle {
  const [input, second, third, output] = operations.split(values, 4, axis) as [Handle, Handle, Handle, Handle];
  return operations.concat([input, third, second, output], axis);
}
