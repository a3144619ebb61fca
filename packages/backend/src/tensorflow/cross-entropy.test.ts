import * as tf from '@tensorflow/tfjs-core';
import { sparseSoftmaxCrossEntropy, sparseSoftmaxCrossEntropyKernelName } from '@refrain/ops';
import { expectClose, expectNoNewTensors } from '@refrain/testing';
import { pickBackend } from '../pick-backend/pick-backend.js';
import { useRefrain } from '../register.js';
import { randomIds, randomTensor } from '../test-support/random-tensors.js';
import { describeOnTensorflow } from '../test-support/tensorflow-build.js';

describeOnTensorflow('the softmax cross-entropy on TensorFlow', () => {
  it.each([
    [1, 1],
    [5, 7],
    [33, 39],
  ])('gives what refrain gives for %d rows of %d classes', async (rows, classes) => {
    const run = (): number[][] =>
      tf.tidy(() => {
        const logits = randomTensor([rows, classes], 1, 5);
        const targets = randomIds([rows], classes, 2);
        const weights = tf.abs(randomTensor([rows], 3));
        return [0, 0.1, 1].flatMap((labelSmoothing) =>
          [{}, { ignoredId: 0 }, { weights }].flatMap((options) => {
            const loss = (x: tf.Tensor): ReturnType<typeof sparseSoftmaxCrossEntropy> =>
              sparseSoftmaxCrossEntropy(x, targets, { ...options, labelSmoothing });
            const { mean, weight, correct } = loss(logits);
            const results = [mean, weight, correct, tf.grad((x) => loss(x).mean)(logits)];
            return results.map((tensor) => Array.from(tensor.dataSync()));
          }),
        );
      });
    await useRefrain();
    const expected = run();
    await pickBackend({ backend: 'tensorflow' });
    expect(tf.getKernel(sparseSoftmaxCrossEntropyKernelName, 'tensorflow')).toBeDefined();
    const actual = await expectNoNewTensors(run);
    actual.forEach((values, index) => expectClose(values, expected[index]!, { absolute: 2e-6, relative: 1e-5 }));
  });

  it('takes no account of a row without weight, and none of a forbidden class', async () => {
    await pickBackend({ backend: 'tensorflow' });
    const results = tf.tidy(() => {
      const logits = tf.tensor2d([
        [NaN, 0],
        [0, -Infinity],
      ]);
      const options = { weights: tf.tensor1d([0, 2]) };
      const { mean, weight, correct } = sparseSoftmaxCrossEntropy(logits, tf.tensor1d([9, 0], 'int32'), options);
      return [mean, weight, correct].map((scalar) => scalar.dataSync()[0]);
    });
    expect(results).toEqual([0, 2, 2]);
  });

  it('refuses a target that is no class', async () => {
    await pickBackend({ backend: 'tensorflow' });
    expect(() => tf.tidy(() => sparseSoftmaxCrossEntropy(tf.zeros([2, 3]), tf.tensor1d([1, 3], 'int32')).mean)).toThrow(
      new Error(
        'targets must be integers from 0 to 2; received 3 in row 1. Give padding the weight 0, or name its id as ignoredId.',
      ),
    );
  });
});
