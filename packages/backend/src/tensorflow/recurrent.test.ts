import * as tf from '@tensorflow/tfjs-core';
import { recurrentKernelName } from '@refrain/ops';
import { expectClose } from '@refrain/testing';
import { pickBackend } from '../pick-backend/pick-backend.js';
import { useRefrain } from '../register.js';
import { allCells, recurrentCases, recurrentResults } from '../test-support/recurrent-cases.js';
import type { CellName, RecurrentCase } from '../test-support/recurrent-cases.js';
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
    it.each(recurrentCases)('gives what refrain gives: %j', (one) => compare(cellName, one));
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
