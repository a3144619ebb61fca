import '@tensorflow/tfjs-backend-cpu';
import { expectClose, expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { concatUnits, stackTime, unstackTime } from '../index.js';
import { wave } from '../test-support/wave.js';

beforeAll(() => {
  tf.env().set('IS_TEST', true);
  return tf.setBackend('cpu');
});

function waves(phase: number, shape: number[]): tf.Tensor {
  return tf.tensor(
    wave(
      phase,
      shape.reduce((size, length) => size * length, 1),
    ),
    shape,
  );
}

/** Fails unless both functions give the same tensors and the same gradients. */
function expectSame(
  inputs: tf.Tensor[],
  found: (inputs: tf.Tensor[]) => tf.Tensor[],
  expected: (inputs: tf.Tensor[]) => tf.Tensor[],
): void {
  const [values, wanted] = [found(inputs), expected(inputs)];
  expect(values.map(({ shape }) => shape)).toEqual(wanted.map(({ shape }) => shape));
  values.forEach((value, index) => expectClose(value.dataSync(), wanted[index]!.dataSync()));
  const weigh = (results: tf.Tensor[]): tf.Tensor =>
    tf.addN(results.map((result, index) => tf.sum(tf.mul(result, waves(9 + index, result.shape)))));
  const [gradients, wantedGradients] = [found, expected].map((run) =>
    tf.grads((...given) => weigh(run(given)))(inputs),
  );
  gradients!.forEach((gradient, index) => expectClose(gradient.dataSync(), wantedGradients![index]!.dataSync()));
}

const size = fc.integer({ min: 1, max: 4 });

async function holdsFor(work: (...sizes: [number, number, number, number]) => void): Promise<void> {
  await expectNoNewTensors(() =>
    fc.assert(
      fc.property(size, size, size, size, (...sizes) => tf.tidy(() => work(...sizes))),
      { seed: 1, numRuns: 50 },
    ),
  );
}

describe('concatUnits', () => {
  it('is tf.concat along the last axis', () =>
    holdsFor((batch, time, first, second) => {
      const inputs = [waves(1, [batch, time, first]), waves(2, [batch, time, second]), waves(3, [batch, time, first])];
      expectSame(
        inputs,
        (given) => [concatUnits(given)],
        (given) => [tf.concat(given, -1)],
      );
    }));

  it('refuses tensors of other rows', () => {
    tf.tidy(() =>
      expect(() => concatUnits([tf.ones([2, 3]), tf.ones([1, 3])])).toThrow(
        new Error('tensors[1] must have the shape [2, any]; received [1, 3].'),
      ),
    );
  });
});

describe('stackTime and unstackTime', () => {
  it('are tf.stack and tf.unstack along the axis of time', () =>
    holdsFor((batch, time, units) => {
      const steps = Array.from({ length: time }, (_, position) => waves(position, [batch, units]));
      expectSame(
        steps,
        (given) => [stackTime(given as tf.Tensor2D[])],
        (given) => [tf.stack(given, 1)],
      );
      expectSame(
        [waves(5, [batch, time, units])],
        ([sequence]) => unstackTime(sequence as tf.Tensor3D),
        ([sequence]) => tf.unstack(sequence!, 1),
      );
    }));

  it('refuse steps of different shapes, and none', () => {
    tf.tidy(() => {
      expect(() => stackTime([tf.ones([2, 3]), tf.ones([2, 4])])).toThrow(
        new Error('steps[1] must have the shape [2, 3]; received [2, 4].'),
      );
      expect(() => stackTime([])).toThrow(new Error('steps must be an array of at least one tensor; received [].'));
      expect(() => unstackTime(tf.ones([2, 3]) as unknown as tf.Tensor3D)).toThrow(
        new Error('sequence must have the shape [any, any, any]; received [2, 3].'),
      );
    });
  });
});
