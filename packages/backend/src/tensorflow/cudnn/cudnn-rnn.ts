import type { CellKind } from '@refrain/ops';
import { type ArrivingGradients, type LayerTensors, stackArriving } from '../cells/cell.js';
import type { Handle } from '../node-backend.js';
import type { Operations } from '../operations.js';
import type { ProcessingOrder } from '../order.js';
import { cudnnParameterOrder, invertOrder } from './parameter-order.js';

/** Everything that cuDNN reads of one layer. */
export interface CudnnCall extends LayerTensors {
  readonly cell: CellKind;
  readonly order: ProcessingOrder;
  readonly units: number;
  readonly inputUnits: number;
}

export interface CudnnRun {
  /** [(steps + 1) · batch, units], the initial state first. */
  readonly states: Handle;
  /** LSTM only: right where rows begin and end, zeros elsewhere. */
  readonly cells?: Handle;
  readonly kept: readonly Handle[];
  gradients(operations: Operations, arriving: ArrivingGradients): LayerTensors;
}

const modes: Readonly<Record<CellKind, string>> = { rnn: 'rnn_tanh', gru: 'gru', lstm: 'lstm' };

/**
 * A whole sequence by `CudnnRNNV3`, and its gradient by `CudnnRNNBackpropV3`: one operation each, on a GPU only.
 *
 * Rows are right-padded by their {@link ProcessingOrder}, as cuDNN wants them. A row without a valid position runs one
 * step, since cuDNN takes no length of 0; nobody reads it.
 */
export function cudnnRnn(operations: Operations, call: CudnnCall): CudnnRun {
  const { session } = operations;
  const { cell, order, units, inputUnits } = call;
  const { steps, last } = order;
  const batch = last.length;
  const columns = { rnn: 1, gru: 3, lstm: 4 }[cell] * units;
  const isLstm = cell === 'lstm';
  const parameterOrder = cudnnParameterOrder({ cell, inputUnits, units });
  const flat = [call.kernel, call.recurrentKernel, call.bias].map((weights) => operations.reshape(weights, [-1]));
  const parameters = operations.gather(operations.concat(flat, 0), session.integers(parameterOrder));
  const lengths = session.integers(order.lengths.map((length) => Math.max(1, length)));
  const layer = [1, batch, units];
  const initialCell = isLstm ? operations.reshape(call.initialCell, layer) : session.zeros([]);
  const input = operations.reshape(call.input, [steps, batch, inputUnits]);
  const given = [input, operations.reshape(call.initialState, layer), initialCell, parameters, lengths];
  const results = session.runAll('CudnnRNNV3', given, { outputs: 5, attributes: { rnn_mode: modes[cell] } });
  const [outputs, , finalCell] = results as [Handle, Handle, Handle, Handle, Handle];

  const lastRows = session.integers(last);
  const ended = session.floats(
    Float32Array.from(order.lengths, (length) => Number(length > 0)),
    [batch, 1],
  );
  const placeCells = (): Handle => {
    const finals = operations.multiply(operations.reshape(finalCell, [batch, units]), ended);
    const initial = operations.concat([call.initialCell, session.zeros([steps * batch, units])], 0);
    return operations.add(initial, operations.sumByRow(finals, lastRows, (steps + 1) * batch));
  };
  return {
    states: operations.concat([call.initialState, operations.reshape(outputs, [steps * batch, units])], 0),
    ...(isLstm && { cells: placeCells() }),
    kept: [...given, ...results, lastRows, ended],
    gradients: (after, arriving) => {
      const ofOutputs = stackArriving(after, arriving.states.slice(1), [batch, units]);
      const cells = isLstm ? stackArriving(after, arriving.cells, [batch, units]) : undefined;
      const finalGradient =
        cells === undefined
          ? after.session.zeros([])
          : after.reshape(after.multiply(after.gather(cells, lastRows), ended), layer);
      const [ofInput, state, cellGradient, ofParameters] = after.session.runAll(
        'CudnnRNNBackpropV3',
        [
          ...given,
          ...results.slice(0, 3),
          after.reshape(ofOutputs, [steps, batch, units]),
          after.session.zeros(layer),
          finalGradient,
          ...results.slice(3),
        ],
        { outputs: 4, attributes: { rnn_mode: modes[cell] } },
      ) as [Handle, Handle, Handle, Handle];
      const weights = after.gather(ofParameters, after.session.integers(invertOrder(parameterOrder)));
      const sizes = [inputUnits * columns, units * columns, 2 * columns];
      const [kernel, recurrentKernel, bias] = after.splitSizes(weights, sizes, 0) as [Handle, Handle, Handle];
      const ofState = after.addAll(after.reshape(state, [batch, units]), arriving.states[0]);
      return {
        input: after.reshape(ofInput, [steps * batch, inputUnits]),
        kernel: after.reshape(kernel, [inputUnits, columns]),
        recurrentKernel: after.reshape(recurrentKernel, [units, columns]),
        bias: after.reshape(bias, [2, columns]),
        initialState: ofState,
        initialCell: isLstm ? after.addAll(after.reshape(cellGradient, [batch, units]), arriving.cells[0]) : ofState,
      };
    },
  };
}
