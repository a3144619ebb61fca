import * as tf from '@tensorflow/tfjs-core';
import { gru, lstm, simpleRnn } from '@refrain/ops';
import { expectClose, numericGradient } from '@refrain/testing';
import { useRefrain } from '../../register.js';
import { randomValues } from '../../test-support/random-tensors.js';

type Cell = 'rnn' | 'gru' | 'gru without resetAfter' | 'lstm';

const [rows, time, inputUnits, units] = [2, 4, 3, 5];
const gates = { rnn: 1, gru: 3, 'gru without resetAfter': 3, lstm: 4 } as const;
const mask = [1, 0, 1, 1, 0, 1, 1, 0];

interface Weights {
  readonly input: Float64Array;
  readonly kernel: Float64Array;
  readonly recurrentKernel: Float64Array;
  readonly bias: Float64Array;
  readonly initialState: Float64Array;
}

function weightsOf(cell: Cell): Weights {
  const columns = gates[cell] * units;
  const values = (length: number, seed: number): Float64Array => Float64Array.from(randomValues(length, seed));
  return {
    input: values(rows * time * inputUnits, 1),
    kernel: values(inputUnits * columns, 2),
    recurrentKernel: values(units * columns, 3),
    bias: values((cell === 'gru' ? 2 : 1) * columns, 4),
    initialState: values(rows * units, 5),
  };
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Every output in float64, one number at a time: the oracle. */
function reference(cell: Cell, { input, kernel, recurrentKernel, bias, initialState }: Weights): number[] {
  const columns = gates[cell] * units;
  const outputs: number[] = [];
  for (let row = 0; row < rows; row++) {
    let h = Array.from(initialState.subarray(row * units, (row + 1) * units));
    let c = h.map(() => 0);
    let output = h.map(() => 0);
    for (let position = 0; position < time; position++) {
      if (mask[row * time + position]) {
        const x = (j: number): number => {
          const at = (row * time + position) * inputUnits;
          let sum = bias[j]!;
          for (let i = 0; i < inputUnits; i++) sum += input[at + i]! * kernel[i * columns + j]!;
          return sum;
        };
        const p = (j: number, state: number[]): number =>
          state.reduce(
            (sum, value, i) => sum + value * recurrentKernel[i * columns + j]!,
            cell === 'gru' ? bias[columns + j]! : 0,
          );
        const all = h.map((_, u) => u);
        const old = h;
        const [first, second] = [0, 1].map((gate) =>
          all.map((u) => sigmoid(x(gate * units + u) + p(gate * units + u, old))),
        );
        if (cell === 'rnn') h = all.map((u) => Math.tanh(x(u) + p(u, old)));
        else if (cell === 'lstm') {
          c = all.map((u) => second![u]! * c[u]! + first![u]! * Math.tanh(x(2 * units + u) + p(2 * units + u, old)));
          h = all.map((u) => sigmoid(x(3 * units + u) + p(3 * units + u, old)) * Math.tanh(c[u]!));
        } else {
          const reset = old.map((value, u) => value * second![u]!);
          h = all.map((u) => {
            const j = 2 * units + u;
            const candidate = Math.tanh(x(j) + (cell === 'gru' ? second![u]! * p(j, old) : p(j, reset)));
            return first![u]! * old[u]! + (1 - first![u]!) * candidate;
          });
        }
        output = h;
      }
      outputs.push(...output);
    }
  }
  return outputs;
}

describe.each<Cell>(['rnn', 'gru', 'gru without resetAfter', 'lstm'])('the fused %s against float64', (cell) => {
  it('gives the outputs of the reference cell, and the gradients of finite differences', async () => {
    const weights = weightsOf(cell);
    const columns = gates[cell] * units;
    const factors = randomValues(rows * time * units, 6);
    const loss = (): number => reference(cell, weights).reduce((sum, value, index) => sum + value * factors[index]!, 0);
    await useRefrain();
    const [outputs, ...gradients] = tf.tidy(() => {
      const shapes = [
        [rows, time, inputUnits],
        [inputUnits, columns],
        [units, columns],
        cell === 'gru' ? [2, columns] : [columns],
        [rows, units],
      ];
      const tensors = Object.values(weights).map((values: Float64Array, index) =>
        tf.tensor(Float32Array.from(values), shapes[index]),
      );
      const run = (...[input, kernel, recurrentKernel, bias, initialState]: tf.Tensor[]): tf.Tensor => {
        const options = {
          mask: tf.tensor2d(mask, [rows, time], 'int32'),
          initialState: initialState as tf.Tensor2D,
        };
        const given = { kernel: kernel as tf.Tensor2D, recurrentKernel: recurrentKernel as tf.Tensor2D, bias: bias! };
        const dense = { input: input as tf.Tensor3D };
        if (cell === 'rnn') return simpleRnn(dense, given, options).outputs;
        if (cell === 'lstm') return lstm(dense, given, options).outputs;
        return gru(dense, given, { ...options, resetAfter: cell === 'gru' }).outputs;
      };
      const arriving = tf.tensor(factors, [rows, time, units]);
      return [run(...tensors), ...tf.grads(run)(tensors, arriving)].map((tensor) => tensor.dataSync());
    });
    expectClose(outputs!, reference(cell, weights), { absolute: 1e-6, relative: 1e-5 });
    Object.values(weights).forEach((values: Float64Array, index) => {
      expectClose(gradients[index]!, numericGradient(loss, values), { absolute: 1e-5, relative: 1e-5 });
    });
  });
});
