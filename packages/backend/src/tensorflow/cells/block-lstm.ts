import type { Handle } from '../node-backend.js';
import type { Operations } from '../operations.js';
import type { CellRun, LayerTensors } from './cell.js';
import { lstmGradients } from './lstm-gradients.js';

/** Everything that TensorFlow's fused LSTM reads; its gates stand in Keras's order i, f, c, o. */
export interface BlockLstmCall extends LayerTensors {
  readonly steps: number;
  readonly batch: number;
  readonly units: number;
  readonly inputUnits: number;
}

/** A whole sequence by `BlockLSTMV2`, one operation. */
export function blockLstm(operations: Operations, call: BlockLstmCall): CellRun {
  const { session } = operations;
  const { steps, batch, units, inputUnits, initialState, initialCell, recurrentKernel, bias } = call;
  const input = operations.reshape(call.input, [steps, batch, inputUnits]);
  const weights = operations.concat([call.kernel, recurrentKernel], 0);
  const peephole = session.zeros([units]);
  const results = session.runAll(
    'BlockLSTMV2',
    [session.long(steps), input, initialCell, initialState, weights, peephole, peephole, peephole, bias],
    { outputs: 7, attributes: { cell_clip: { float: 0 }, use_peephole: false } },
  );
  const [opened, following, forgotten, shown, proposed, squashed, followingStates] = results as Results;
  const withInitial = (initial: Handle, others: Handle): Handle =>
    operations.concat([initial, operations.reshape(others, [steps * batch, units])], 0);
  const states = withInitial(initialState, followingStates);
  return {
    states,
    cells: withInitial(initialCell, following),
    kept: [...results, states, initialState, initialCell],
    gradients: (after, arriving) => {
      const listOf = (values: Handle): Handle[] => after.unstack(values, steps);
      const [entering] = after.splitSizes(states, [steps * batch, batch], 0) as [Handle, Handle];
      const activations = {
        inputGates: listOf(opened),
        cells: listOf(following),
        forgetGates: listOf(forgotten),
        outputGates: listOf(shown),
        candidates: listOf(proposed),
        squashed: listOf(squashed),
      };
      return lstmGradients(after, { ...call, entering }, { activations, arriving });
    },
  };
}

type Results = [Handle, Handle, Handle, Handle, Handle, Handle, Handle];
