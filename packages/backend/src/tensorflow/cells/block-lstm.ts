import type { Handle } from '../node-backend.js';
import type { Operations } from '../operations.js';
import type { Attributes } from '../session.js';
import { type ArrivingGradients, stackSteps } from './cell.js';

/** Everything that TensorFlow's fused LSTM reads; its gates stand in Keras's order i, f, c, o. */
export interface BlockLstmCall {
  readonly steps: number;
  readonly batch: number;
  readonly units: number;
  readonly inputUnits: number;
  /** [steps · batch, inputUnits] */
  readonly input: Handle;
  readonly kernel: Handle;
  readonly recurrentKernel: Handle;
  /** [4 · units] */
  readonly bias: Handle;
  readonly initialState: Handle;
  readonly initialCell: Handle;
}

export interface BlockLstmRun {
  /** [(steps + 1) · batch, units], the initial state first. */
  readonly states: Handle;
  readonly cells: Handle;
  readonly kept: readonly Handle[];
  gradients(operations: Operations, arriving: ArrivingGradients): BlockLstmGradients;
}

export interface BlockLstmGradients {
  /** Of every step's input · kernel + bias, [steps · batch, 4 · units], its gates in the order of {@link swapGates}. */
  readonly projected: Handle;
  readonly recurrentKernel: Handle;
  readonly bias: Handle;
  readonly initialState: Handle;
  readonly initialCell: Handle;
}

const plain: Attributes = { use_peephole: false };

/**
 * A whole sequence by `BlockLSTMV2`: one operation.
 *
 * Back, a step is `LSTMBlockCellGrad` and one product, and the gradients of all weights are products over all steps at
 * once. `BlockLSTMGradV2` adds to them in every step instead, which takes longer than all the rest, at any size.
 */
export function blockLstm(operations: Operations, call: BlockLstmCall): BlockLstmRun {
  const { session } = operations;
  const { steps, batch, units, inputUnits, initialState, initialCell, recurrentKernel, bias } = call;
  const input = operations.reshape(call.input, [steps, batch, inputUnits]);
  const weights = operations.concat([call.kernel, recurrentKernel], 0);
  const noPeephole = session.zeros([units]);
  const results = session.runAll(
    'BlockLSTMV2',
    [session.long(steps), input, initialCell, initialState, weights, noPeephole, noPeephole, noPeephole, bias],
    { outputs: 7, attributes: { cell_clip: { float: 0 }, ...plain } },
  );
  const [opened, cells, forgotten, shown, proposed, squashed, states] = results as Results;
  const withInitial = (initial: Handle, following: Handle): Handle =>
    operations.concat([initial, operations.reshape(following, [steps * batch, units])], 0);
  const allStates = withInitial(initialState, states);
  return {
    states: allStates,
    cells: withInitial(initialCell, cells),
    kept: [...results, allStates, initialState, initialCell, bias, weights, noPeephole],
    gradients: (after, arriving) => {
      const [inputs, memories, forgets, outputs, candidates, tanhs] = [
        ...[opened, cells, forgotten, shown, proposed, squashed],
      ].map((values) => after.unstack(values, steps)) as [Handle[], Handle[], Handle[], Handle[], Handle[], Handle[]];
      // Of these only the shapes are read.
      const shapes = [after.session.zeros([batch, inputUnits]), initialState, weights];
      const peepholes = [noPeephole, noPeephole, noPeephole, bias];
      // Turned over once, as a product by a transposed matrix takes half as long again.
      const back = after.transpose(swapGates(after, recurrentKernel, 1));
      const sums = new Array<Handle>(steps);
      let gradient = arriving.states[steps]!;
      let memory = arriving.cells[steps] ?? after.session.zeros([batch, units]);
      for (let step = steps - 1; step >= 0; step--) {
        const before = step === 0 ? initialCell : memories[step - 1]!;
        const gates = [inputs, memories, forgets, outputs, candidates, tanhs].map((values) => values[step]!);
        const [toCell, toSums, ...ofPeepholes] = after.session.runAll(
          'LSTMBlockCellGrad',
          [shapes[0]!, before, shapes[1]!, shapes[2]!, ...peepholes, ...gates, memory, gradient],
          { outputs: 5, attributes: plain },
        ) as [Handle, Handle, Handle, Handle, Handle];
        after.session.free(...ofPeepholes, memory, gradient);
        sums[step] = toSums;
        memory = after.addAll(toCell, arriving.cells[step]);
        gradient = after.addAll(after.matMul(toSums, back), arriving.states[step]);
      }
      const projected = stackSteps(after, sums, 4 * units);
      after.session.free(...sums);
      const [entering] = after.splitSizes(allStates, [steps * batch, batch], 0) as [Handle, Handle];
      return {
        projected,
        recurrentKernel: swapGates(after, after.matMulTransposedA(entering, projected), 1),
        bias: swapGates(after, after.biasGradient(projected), 0),
        initialState: gradient,
        initialCell: memory,
      };
    },
  };
}

type Results = [Handle, Handle, Handle, Handle, Handle, Handle, Handle];

/** From the order i, f, c, o along `axis` to that of `LSTMBlockCellGrad`, i, c, f, o, or back. */
export function swapGates(operations: Operations, values: Handle, axis: number): Handle {
  const [input, second, third, output] = operations.split(values, 4, axis) as [Handle, Handle, Handle, Handle];
  return operations.concat([input, third, second, output], axis);
}
