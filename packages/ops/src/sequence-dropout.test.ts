import { Random } from '@refrain/core';
import { expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { dropoutFactors, sequenceDropout } from './index.js';

const rate = 0.25;

beforeAll(() => tf.setBackend('cpu'));

describe('sequenceDropout', () => {
  it('multiplies every position of a row by the factors of that row', () =>
    expectNoNewTensors(() =>
      tf.tidy(() => {
        const sequence = tf.reshape(tf.range(1, 25), [2, 3, 4]) as tf.Tensor3D;
        const dropped = sequenceDropout(sequence, { rate, random: new Random(1) });
        const factors = dropoutFactors(new Random(1), [2, 1, 4], rate);
        expect(dropped.arraySync()).toEqual(tf.mul(sequence, factors).arraySync());
      }),
    ));

  it('hands the same factors to the gradient', () =>
    expectNoNewTensors(() =>
      tf.tidy(() => {
        const drop = (x: tf.Tensor): tf.Tensor => sequenceDropout(x as tf.Tensor3D, { rate, random: new Random(2) });
        const ones = tf.ones([3, 2, 5]);
        expect(tf.grad(drop)(ones).arraySync()).toEqual(drop(ones).arraySync());
      }),
    ));

  it('refuses a tensor that is no batch of sequences', () => {
    const matrix = tf.ones([2, 3]) as unknown as tf.Tensor3D;
    expect(() => sequenceDropout(matrix, { rate, random: new Random(3) })).toThrow(/^sequence must /);
    matrix.dispose();
  });
});
