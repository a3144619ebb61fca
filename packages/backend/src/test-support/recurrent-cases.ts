import * as tf from '@tensorflow/tfjs-core';
import { gru, lstm, simpleRnn } from '@refrain/ops';
import { randomIds, randomTensor } from './random-tensors.js';

const cells = {
  gru: { gates: 3, run: gru, options: {}, biasRows: 2 },
  'gru without resetAfter': { gates: 3, run: gru, options: { resetAfter: false }, biasRows: 1 },
  lstm: { gates: 4, run: lstm, options: {}, biasRows: 1 },
  rnn: { gates: 1, run: simpleRnn, options: {}, biasRows: 1 },
} as const;

export type CellName = keyof typeof cells;

export const allCells = Object.keys(cells) as readonly CellName[];

/** One call of a recurrent operation. */
export interface RecurrentCase {
  rows: number;
  time: number;
  units: number;
  input: 'dense' | 'one-hot' | 'table' | 'scaled table' | 'scaled one-hot' | 'large table' | 'large one-hot';
  mask?: boolean;
  reverse?: boolean;
  zeroOutputForMask?: boolean;
  initialState?: boolean;
  recurrentMask?: boolean;
  bias?: boolean;
}

/** Every kind of input, mask, direction and state, of whole blocks of the kernels and of parts. */
export const recurrentCases: readonly RecurrentCase[] = [
  { rows: 3, time: 4, units: 5, input: 'dense' },
  { rows: 5, time: 4, units: 8, input: 'one-hot' },
  { rows: 4, time: 3, units: 8, input: 'table', initialState: true },
  { rows: 2, time: 5, units: 3, input: 'scaled table', reverse: true },
  { rows: 2, time: 5, units: 3, input: 'scaled one-hot', reverse: true },
  { rows: 2, time: 2, units: 7, input: 'large table', reverse: true },
  { rows: 2, time: 2, units: 7, input: 'large one-hot', initialState: true },
  { rows: 2, time: 2, units: 1, input: 'large one-hot', initialState: true },
  { rows: 6, time: 5, units: 9, input: 'dense', mask: true, initialState: true },
  { rows: 6, time: 5, units: 9, input: 'table', mask: true, reverse: true, recurrentMask: true },
  { rows: 6, time: 5, units: 9, input: 'dense', mask: true, zeroOutputForMask: true },
  { rows: 6, time: 5, units: 8, input: 'table', recurrentMask: true, bias: false, initialState: true },
  { rows: 1, time: 7, units: 40, input: 'table', bias: false },
  { rows: 1, time: 1, units: 1, input: 'dense' },
];

/** Everything that a call gives back, with the gradients of a weighted sum of its outputs. */
export function recurrentResults(cellName: CellName, one: RecurrentCase): Record<string, Float32Array> {
  return tf.tidy(() => {
    const { gates, run, options, biasRows } = cells[cellName];
    const { rows, time, units } = one;
    const large = one.input.startsWith('large');
    const vocabulary = large ? rows * time + 7 : Math.min(5, rows * time);
    const inputUnits = one.input.endsWith('one-hot') ? vocabulary : 6;
    const columns = gates * units;
    const variables: Record<string, tf.Tensor> = {
      kernel: randomTensor([inputUnits, columns], 1, 0.7),
      recurrentKernel: randomTensor([units, columns], 2, 0.5),
    };
    if (one.bias !== false) variables['bias'] = randomTensor(biasRows === 2 ? [2, columns] : [columns], 3, 0.5);
    if (one.input === 'dense') variables['input'] = randomTensor([rows, time, inputUnits], 4);
    if (one.input.endsWith('table')) variables['table'] = randomTensor([vocabulary, inputUnits], 5);
    if (one.initialState) {
      variables['initialState'] = randomTensor([rows, units], 6);
      if (cellName === 'lstm') variables['initialCell'] = randomTensor([rows, units], 7);
    }
    const ids = randomIds([rows, time], vocabulary, 8) as tf.Tensor2D;
    const scale = tf.abs(randomTensor([rows, time], 9)) as tf.Tensor2D;
    const mask = tf.cast(tf.greater(randomTensor([rows, time], 10), -0.3), 'int32') as tf.Tensor2D;
    const recurrentMask = tf.mul(2, tf.cast(tf.greater(randomTensor([rows, units], 11), 0), 'float32')) as tf.Tensor2D;
    const names = Object.keys(variables);
    const kept: Record<string, tf.Tensor> = {};
    const loss = (...tensors: tf.Tensor[]): tf.Scalar => {
      const given = Object.fromEntries(names.map((name, position) => [name, tensors[position]!]));
      const input =
        one.input === 'dense'
          ? { input: given['input'] as tf.Tensor3D }
          : {
              ids,
              ...(given['table'] && { table: given['table'] as tf.Tensor2D }),
              ...(one.input.startsWith('scaled') && { scale }),
            };
      const weights = {
        kernel: given['kernel'] as tf.Tensor2D,
        recurrentKernel: given['recurrentKernel'] as tf.Tensor2D,
        ...(given['bias'] && { bias: given['bias'] }),
      };
      const result = run(input, weights, {
        ...options,
        ...(one.mask && { mask }),
        ...(one.reverse && { reverse: true }),
        ...(one.zeroOutputForMask && { zeroOutputForMask: true }),
        ...(one.recurrentMask && { recurrentMask }),
        ...(given['initialState'] && { initialState: given['initialState'] as tf.Tensor2D }),
        ...(given['initialCell'] && { initialCell: given['initialCell'] as tf.Tensor2D }),
      });
      return Object.entries(result)
        .map(([name, tensor], position) => {
          kept[name] = tf.keep(tensor.clone());
          const sum = tf.sum(tf.mul(tensor, randomTensor(tensor.shape, 20 + position)));
          return sum as tf.Scalar;
        })
        .reduce((a, b) => tf.add(a, b));
    };
    const gradients = tf.grads(loss)(Object.values(variables));
    const named = { ...kept, ...Object.fromEntries(names.map((name, i) => [`d ${name}`, gradients[i]!])) };
    const values = Object.fromEntries(Object.entries(named).map(([k, t]) => [k, t.dataSync().slice() as Float32Array]));
    Object.values(kept).forEach((tensor) => tensor.dispose());
    return values;
  });
}
