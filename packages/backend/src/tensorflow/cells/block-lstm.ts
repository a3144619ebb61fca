import type { Handle } from '../node-backend.js';
import type { Operations } from '../operations.js';
import type { ArrivingGradients } from './cell.js';

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
  readonly input: Handle;
  readonly kernel: Handle;
  readonly recurrentKernel: Handle;
  readonly bias: Handle;
  readonly initialState: Handle;
  readonly initialCell: Handle;
}

/** A whole sequence by `BlockLSTMV2`, and its gradient by `BlockLSTMGradV2`: one operation each. */
export function blockLstm(operations: Operations, call: BlockLstmCall): BlockLstmRun {
  const { session } = operations;
  const { steps, batch, units, inputUnits, initialState, initialCell, bias } = call;
  const input = operations.reshape(call.input, [steps, batch, inputUnits]);
  const weights = operations.concat([call.kernel, call.recurrentKernel], 0);
  const noPeephole = session.zeros([units]);
  const given = [input, initialCell, initialState, weights, noPeephole, noPeephole, noPeephole, bias];
  const results = session.runAll('BlockLSTMV2', [session.long(steps), ...given], {
    outputs: 7,
    attributes: { cell_clip: { float: 0 }, use_peephole: false },
  });
  const [, cells, , , , , states] = results as [Handle, Handle, Handle, Handle, Handle, Handle, Handle];
  const withInitial = (initial: Handle, following: Handle): Handle =>
    operations.concat([initial, operations.reshape(following, [steps * batch, units])], 0);
  return {
    states: withInitial(initialState, states),
    cells: withInitial(initialCell, cells),
    kept: [...given, ...results],
    gradients: (after, arriving) => {
      const rows = [batch, steps * batch];
      const [ofInitial, ofStates] = after.splitSizes(arriving.states, rows, 0) as [Handle, Handle];
      const [ofInitialCell, ofCells] =
        arriving.cells === undefined ? [] : (after.splitSizes(arriving.cells, rows, 0) as [Handle, Handle]);
      const shape = [steps, batch, units];
      const cellGradient = ofCells === undefined ? after.session.zeros(shape) : after.reshape(ofCells, shape);
      const [ofInput, cell, state, ofWeights, , , , ofBias] = after.session.runAll(
        'BlockLSTMGradV2',
        [after.session.long(steps), ...given, ...results, cellGradient, after.reshape(ofStates, shape)],
        { outputs: 8, attributes: { use_peephole: false } },
      ) as [Handle, Handle, Handle, Handle, Handle, Handle, Handle, Handle];
      const [kernel, recurrentKernel] = after.splitSizes(ofWeights, [inputUnits, units], 0) as [Handle, Handle];
      return {
        input: after.reshape(ofInput, [steps * batch, inputUnits]),
        kernel,
        recurrentKernel,
        bias: ofBias,
        initialState: after.add(state, ofInitial),
        initialCell: after.addAll(cell, ofInitialCell),
      };
    },
  };
}
