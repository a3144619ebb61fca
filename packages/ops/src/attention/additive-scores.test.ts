import '@tensorflow/tfjs-backend-cpu';
import { expectClose, expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import '../index.js';
import { wave } from '../test-support/wave.js';
import { additiveScores } from './additive-scores.js';

tf.env().set('IS_TEST', true);

const [batch, target, source, units] = [2, 5, 3, 4];

function scoresAndGradients(chunkSize: number): Float32Array[] {
  return tf.tidy(() => {
    const queries = tf.tensor3d(wave(1, batch * target * units), [batch, target, units]);
    const keys = tf.tensor3d(wave(2, batch * source * units), [batch, source, units]);
    const scale = tf.tensor1d(wave(3, units));
    const run = (...[q, k, s]: tf.Tensor[]): tf.Tensor =>
      additiveScores({ queries: q as tf.Tensor3D, keys: k as tf.Tensor3D, scale: s as tf.Tensor1D }, { chunkSize });
    const weighed = (...inputs: tf.Tensor[]): tf.Tensor => {
      const scores = run(...inputs);
      return tf.sum(tf.mul(scores, tf.tensor(wave(4, scores.size), scores.shape)));
    };
    const gradients = tf.grads(weighed)([queries, keys, scale]);
    return [run(queries, keys, scale), ...gradients].map((tensor) => tensor.dataSync<'float32'>());
  });
}

describe('additiveScores', () => {
  it.each([1, 2 * batch * source * units, 4 * batch * source * units])(
    'and their gradients are the same in chunks of at most %d numbers as at once',
    async (chunkSize) => {
      await tf.setBackend('cpu');
      await expectNoNewTensors(() => {
        const whole = scoresAndGradients(Infinity);
        scoresAndGradients(chunkSize).forEach((values, index) => expectClose(values, whole[index]!));
      });
    },
  );
});
