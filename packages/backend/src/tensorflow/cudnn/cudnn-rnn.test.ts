import * as tf from '@tensorflow/tfjs-core';
import { expectClose, numericGradient } from '@refrain/testing';
import { pickBackend } from '../../pick-backend/pick-backend.js';
import { useRefrain } from '../../register.js';
import { imitateCudnn } from '../../test-support/cudnn-imitation.js';
import { type CellName, type RecurrentCase, recurrentResults } from '../../test-support/recurrent-cases.js';
import { describeOnTensorflow } from '../../test-support/tensorflow-build.js';
import type { NodeBackend } from '../node-backend.js';
import { missingOperations } from '../probe.js';
import { registerRecurrentKernels } from '../use-kernels.js';

describeOnTensorflow('cuDNN', () => {
  it('is missing in the library for processors', () => {
    const missing = missingOperations(tf.backend() as unknown as NodeBackend);
    expect([...missing.keys()]).toEqual(['CudnnRNNV3']);
    expect(missing.get('CudnnRNNV3')).toContain('Invalid TF_Status');
  });

  it.each<[CellName, RecurrentCase]>(
    (['lstm', 'gru', 'rnn'] as const).flatMap((cell) => [
      [cell, { rows: 2, time: 3, units: 2, input: 'dense', initialState: true }],
      [cell, { rows: 3, time: 4, units: 2, input: 'table', mask: true, initialState: true }],
      [cell, { rows: 3, time: 4, units: 6, input: 'one-hot', mask: true, reverse: true, bias: false }],
      [cell, { rows: 2, time: 3, units: 3, input: 'scaled table', reverse: true }],
    ]),
  )('is asked for what refrain gives: %s, %j', async (cellName, one) => {
    await useRefrain();
    const expected = recurrentResults(cellName, one);
    await pickBackend({ backend: 'tensorflow' });
    const backend = tf.backend() as unknown as NodeBackend;
    const imitation = imitateCudnn(backend, numericGradient);
    registerRecurrentKernels(imitation.backend, { blockLstm: true, cudnn: true });
    const before = tf.memory().numTensors;
    const actual = recurrentResults(cellName, one);
    expect(tf.memory().numTensors).toBe(before);
    expect(imitation.operations.filter((name) => /RNN|LSTM|Sigmoid|Tanh/.test(name))).toEqual([
      'CudnnRNNV3',
      'CudnnRNNBackpropV3',
    ]);
    registerRecurrentKernels(backend, { blockLstm: true, cudnn: false });
    for (const name of Object.keys(expected))
      expectClose(actual[name]!, expected[name]!, { absolute: 3e-5, relative: 1e-4 });
  });
});
