import '@tensorflow/tfjs-backend-cpu';
import { InvalidArgumentError } from '@refrain/core';
import * as tf from '@tensorflow/tfjs-core';
import { gru, lstm, simpleRnn } from '../index.js';

/** A GRU of 2 units that reads 3 numbers, over 2 rows of 4 positions. */
const input = { input: tf.zeros([2, 4, 3]) as tf.Tensor3D };
const weights = {
  kernel: tf.zeros([3, 6]) as tf.Tensor2D,
  recurrentKernel: tf.zeros([2, 6]) as tf.Tensor2D,
  bias: tf.zeros([2, 6]),
};
const matrix = (...shape: number[]): tf.Tensor2D => tf.zeros(shape as [number, number]);
const ids = (...shape: number[]): tf.Tensor2D => tf.zeros(shape as [number, number], 'int32');

describe('recurrent layers refuse', () => {
  let before = 0;
  beforeEach(() => {
    tf.engine().startScope();
    before = tf.memory().numTensors;
  });
  afterEach(() => tf.engine().endScope());

  it.each<[string, () => unknown, string]>([
    [
      'an unknown option',
      () => gru(input, weights, { initialStat: matrix(2, 2) } as object),
      'gru does not know the option "initialStat"; known options are initialState, mask, reverse, zeroOutputForMask, ' +
        'recurrentMask, resetAfter.',
    ],
    [
      'an option of another cell',
      () => simpleRnn(input, weights, { initialCell: matrix(2, 2) } as object),
      'simpleRnn does not know the option "initialCell"; known options are initialState, mask, reverse, ' +
        'zeroOutputForMask, recurrentMask.',
    ],
    [
      'a recurrent kernel of another cell',
      () => lstm(input, weights),
      'recurrentKernel must have the shape [2, 8]; received [2, 6].',
    ],
    [
      'a kernel for another input',
      () => gru(input, { ...weights, kernel: matrix(5, 6) }),
      'input must have the shape [any, any, 5]; received [2, 4, 3].',
    ],
    [
      'a kernel of other units',
      () => gru(input, { ...weights, kernel: matrix(3, 9) }),
      'kernel must have the shape [any, 6]; received [3, 9].',
    ],
    [
      "the other reset mode's bias",
      () => gru(input, weights, { resetAfter: false }),
      'bias must have the shape [6]; received [2, 6].',
    ],
    [
      'a state of other rows',
      () => gru(input, weights, { initialState: matrix(1, 2) }),
      'initialState must have the shape [2, 2]; received [1, 2].',
    ],
    [
      'a cell of other units',
      () => lstm(input, { kernel: matrix(3, 8), recurrentKernel: matrix(2, 8) }, { initialCell: matrix(2, 1) }),
      'initialCell must have the shape [2, 2]; received [2, 1].',
    ],
    [
      'a mask of other positions',
      () => gru(input, weights, { mask: ids(2, 3) }),
      'mask must have the shape [2, 4]; received [2, 3].',
    ],
    [
      'recurrent factors of other units',
      () => gru(input, weights, { recurrentMask: matrix(2, 6) }),
      'recurrentMask must have the shape [2, 2]; received [2, 6].',
    ],
    [
      'ids that are not integers',
      () => gru({ ids: matrix(2, 4) }, weights),
      "ids must be an int32 tensor; received float32. Make it with the type 'int32', or use tf.cast.",
    ],
    [
      'a table of other units',
      () => gru({ ids: ids(2, 4), table: matrix(5, 4) }, weights),
      'table must have the shape [any, 3]; received [5, 4].',
    ],
    [
      'factors of other positions',
      () => gru({ ids: ids(2, 4), scale: matrix(4, 2) }, weights),
      'scale must have the shape [2, 4]; received [4, 2].',
    ],
    [
      'no positions',
      () => gru({ ids: ids(2, 0) }, weights),
      'input must hold { input } or { ids } with at least one row and one position; received the shape [2, 0].',
    ],
    [
      'nothing to read',
      () => gru({} as { input: tf.Tensor3D }, weights),
      'input must hold { input } or { ids } with at least one row and one position; received the shape [].',
    ],
  ])('%s', (_, call, message) => {
    const attempt = (): unknown => tf.tidy(() => call() as tf.Tensor);
    expect(attempt).toThrow(new InvalidArgumentError({ argument: '', value: undefined, message }));
    expect(tf.memory().numTensors).toBe(before);
  });
});
