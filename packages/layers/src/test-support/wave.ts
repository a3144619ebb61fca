import * as tf from '@tensorflow/tfjs-core';

/** Row-major 0.8 · sin(1.7 k + phase), rounded to 3 decimals: numbers that Python and JavaScript agree on. */
export function wave(phase: number, shape: readonly number[]): tf.Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  const values = Float32Array.from(
    { length: size },
    (_, index) => Math.round(800 * Math.sin(1.7 * index + phase)) / 1000,
  );
  return tf.tensor(values, [...shape]);
}
