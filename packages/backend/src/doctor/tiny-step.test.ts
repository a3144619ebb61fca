import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { expectNoNewTensors } from '@refrain/testing';
import { useRefrain } from '../register.js';
import { describeOnTensorflow } from '../test-support/tensorflow-build.js';
import { pickBackend } from '../pick-backend/pick-backend.js';
import { largestDifference, tinyStep } from './tiny-step.js';

describe('the tiny training step', () => {
  it('gives the same numbers on refrain as on cpu, and leaves nothing behind', async () => {
    await tf.setBackend('cpu');
    const reference = await expectNoNewTensors(tinyStep);
    expect(reference['loss']![0]).toBeCloseTo(Math.log(11), 0);
    await useRefrain();
    const results = await expectNoNewTensors(tinyStep);
    expect(largestDifference(results, reference)).toBeLessThan(1e-6);
  });
});

describeOnTensorflow('the tiny training step on TensorFlow', () => {
  it('gives the same numbers as on refrain', async () => {
    const results = await expectNoNewTensors(tinyStep);
    await useRefrain();
    expect(largestDifference(results, tinyStep())).toBeLessThan(1e-6);
    await pickBackend({ backend: 'tensorflow' });
  });
});

describe('largestDifference', () => {
  it('is a share of the largest value of its tensor', () => {
    expect(largestDifference({ a: [1, -2], b: [0] }, { a: [1.5, -2], b: [1] })).toBe(1);
    expect(largestDifference({ a: [1, -2] }, { a: [1.5, -2] })).toBe(0.25);
  });

  it('is infinite where a number is none, or missing', () => {
    expect(largestDifference({ a: [NaN] }, { a: [1] })).toBe(Infinity);
    expect(largestDifference({}, { a: [1] })).toBe(Infinity);
  });
});
