import * as tf from '@tensorflow/tfjs-core';
import { describeOnTensorflow } from '../test-support/tensorflow-build.js';
import type { Binding, NodeBackend } from './node-backend.js';
import { missingOperations } from './probe.js';

/** The backend in use, with a library that lacks an operation. */
function withoutOperation(lacking: string): NodeBackend {
  const backend = tf.backend() as unknown as NodeBackend;
  const executeOp: Binding['executeOp'] = (name, ...others) => {
    if (name === lacking) throw new Error(`Op type not registered '${name}' in binary.\nMake sure that it is there.`);
    return backend.binding.executeOp(name, ...others);
  };
  const binding = Object.create(backend.binding, { executeOp: { value: executeOp } }) as Binding;
  return Object.create(backend, { binding: { value: binding } }) as NodeBackend;
}

describeOnTensorflow('the probe of a TensorFlow library', () => {
  it.each(['BlockLSTMV2', 'LSTMBlockCellGrad', 'SparseSoftmaxCrossEntropyWithLogits'])(
    'finds that it lacks %s, with the first line of the reason',
    (lacking) => {
      const missing = missingOperations(withoutOperation(lacking));
      expect([...missing.keys()].sort()).toEqual([lacking, 'CudnnRNNV3'].sort());
      expect(missing.get(lacking)).toBe(`Op type not registered '${lacking}' in binary.`);
    },
  );
});
