import * as tf from '@tensorflow/tfjs-core';
import { recurrentKernelName } from '@refrain/ops';
import { expectClose } from '@refrain/testing';
import { pickBackend } from '../pick-backend/pick-backend.js';
import { useRefrain } from '../register.js';
import { allCells, type CellName, type RecurrentCase, recurrentResults } from '../test-support/recurrent-cases.js';
import { describeOnTensorflow } from '../test-support/tensorflow-build.js';
import type { NodeBackend } from './node-backend.js';
import { registerRecurrentKernels } from './use-kernels.js';

describeOnTensorflow('recurrent layers on TensorFlow', () => {
  async function compare(cellName: CellName, one: RecurrentCase): Promise<void> {
    await useRefrain();
    const expected = recurrentResults(cellName, one);
    await pickBackend({ backend: 'tensorflow' });
    expect(tf.getKernel(recurrentKernelName, 'tensorflow')).toBeDefined();
    const before = tf.memory().numTensors;
    const actual = recurrentResults(cellName, one);
    expect(tf.memory().numTensors).toBe(before);
    expect(Object.keys(actual)).toEqual(Object.keys(expected));
    for (const name of Object.keys(expected)) {
      expectClose(actual[name]!, expected[name]!, { absolute: 3e-5, relative: 1e-4 });
    }
  }

  describe.each(allCells)('the fused %s', (cellName) => {
    it.each<RecurrentCase>([
      { rows: 3, time: 4, units: 5, input: 'dense' },
      { rows: 5, time: 4, units: 8, input: 'one-hot' },
      { rows: 4, time: 3, units: 8, input: 'table', initialState: true },
      { rows: 2, time: 5, units: 3, input: 'scaled table', reverse: true },
      { rows: 2, time: 5, units: 3, input: 'scaled one-hot', reverse: true },
      { rows: 2, time: 2, units: 7, input: 'large table', reverse: true },
      { rows: 2, time: 2, units: 1, input: 'large one-hot', initialState: true },
      { rows: 6, time: 5, units: 9, input: 'dense', mask: true, initialState: true },
      { rows: 6, time: 5, units: 9, input: 'table', mask: true, reverse: true, recurrentMask: true },
      { rows: 6, time: 5, units: 9, input: 'dense', mask: true, zeroOutputForMask: true },
      { rows: 6, time: 5, units: 8, input: 'table', recurrentMask: true, bias: false, initialState: true },
      { rows: 1, time: 7, units: 40, input: 'table', bias: false },
      { rows: 1, time: 1, units: 1, input: 'dense' },
    ])('gives what refrain gives: %j', (one) => compare(cellName, one));
  });

  it('gives the same LSTM step by step, where TensorFlow has no BlockLSTMV2', async () => {
    const backend = tf.backend() as unknown as NodeBackend;
    registerRecurrentKernels(backend, { blockLstm: false, cudnn: false });
    await compare('lstm', { rows: 6, time: 5, units: 8, input: 'table', mask: true, initialState: true });
    registerRecurrentKernels(backend, { blockLstm: true, cudnn: false });
  });

  it('leaves nothing behind in TensorFlow', () => {
    const { binding } = tf.backend() as unknown as { binding: { getNumOfTensors(): number } };
    const one: RecurrentCase = { rows: 6, time: 5, units: 8, input: 'table', mask: true, initialState: true };
    const count = (): number => {
      for (const cellName of allCells) recurrentResults(cellName, one);
      return binding.getNumOfTensors();
    };
    expect(count()).toBe(count());
  });
});
