import { expectClose, expectNoNewTensors, numericGradient } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import { gru, lstm, simpleRnn } from '../index.js';
import { testBackends } from '../test-support/backends.js';
import { wave } from '../test-support/wave.js';

const variable = (phase: number, shape: number[]): tf.Variable =>
  tf.tidy(() => tf.variable(tf.tensor(wave(phase, shape[0]! * shape[1]!), shape)));

describe.each(testBackends(numericGradient))('recurrent layers on %s', (backend) => {
  beforeAll(() => tf.setBackend(backend));

  it('leave what they return, and nothing else, to the caller outside of tidy', async () => {
    await expectNoNewTensors(() => {
      const ids = tf.tensor2d([1, 0, 2, 2], [2, 2], 'int32');
      for (const [run, gates] of [
        [simpleRnn, 1],
        [gru, 3],
        [lstm, 4],
      ] as const) {
        // prettier-ignore
        const weights = [variable(1, [3, 2 * gates]), variable(2, [2, 2 * gates])] as unknown as tf.Tensor2D[];
        const before = tf.memory().numTensors;
        const results = Object.values(run({ ids }, { kernel: weights[0]!, recurrentKernel: weights[1]! }));
        expect(tf.memory().numTensors).toBe(before + results.length);
        results.forEach((result) => (result as tf.Tensor).dispose());
        weights.forEach((weight) => weight.dispose());
      }
      ids.dispose();
    });
  });

  it('give gradients to variables outside of tidy, and leave only these', async () => {
    await expectNoNewTensors(() => {
      const ids = tf.tensor2d([1, 0, 2, 2], [2, 2], 'int32');
      const weights = [variable(1, [3, 6]), variable(2, [2, 6])];
      const [kernel, recurrentKernel] = weights as unknown as tf.Tensor2D[];
      const before = tf.memory().numTensors;
      const loss = (): tf.Scalar =>
        tf.sum(gru({ ids }, { kernel: kernel!, recurrentKernel: recurrentKernel! }).outputs) as tf.Scalar;
      const { value, grads } = tf.variableGrads(loss);
      expect(tf.memory().numTensors).toBe(before + 3);
      expect(Object.values(grads).map(({ shape }) => shape)).toEqual([[3, 6], [2, 6]]); // prettier-ignore
      [value, ...Object.values(grads), ids, ...weights].forEach((tensor) => tensor.dispose());
    });
  });

  it('take one-hot rows of integers and a mask of numbers, as any operation of TensorFlow.js does', async () => {
    await expectNoNewTensors(() =>
      tf.tidy(() => {
        const ids = tf.tensor2d([1, 0, 2, 2], [2, 2], 'int32');
        const weights = { kernel: tf.ones([3, 2]) as tf.Tensor2D, recurrentKernel: tf.eye(2) };
        const mask = tf.tensor2d([1, 1, 1, 0], [2, 2]);
        const oneHot = simpleRnn({ input: tf.oneHot(ids, 3) as tf.Tensor3D }, weights, { mask });
        expectClose(oneHot.outputs.dataSync(), simpleRnn({ ids }, weights, { mask }).outputs.dataSync());
      }),
    );
  });
});
