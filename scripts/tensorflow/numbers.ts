import { Random } from '../../packages/core/src/index.js';
import { tf } from './libraries.js';

/** Tensors by name, as numbers. */
export type Numbers = Readonly<Record<string, ArrayLike<number>>>;

/** What is run on two backends; it leaves no tensor behind. */
export type ParityCase = () => Numbers | Promise<Numbers>;

/** By what is tried, which is an export of a package, then by how: each function gives all that the backend computed. */
export type ParityCases = Readonly<Record<string, Readonly<Record<string, ParityCase>>>>;

/** The largest difference of two tensors as a share of the largest number of the second; Infinity where one is NaN. */
export function relativeDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity;
  let [largest, difference] = [0, 0];
  for (let position = 0; position < expected.length; position++) {
    const distance = Math.abs(actual[position]! - expected[position]!);
    if (Number.isNaN(distance)) return Infinity;
    difference = Math.max(difference, distance);
    largest = Math.max(largest, Math.abs(expected[position]!));
  }
  return difference === 0 ? 0 : difference / largest;
}

/** Numbers evenly spread over ±`scale`, the same for the same seed. */
export function randomTensor(shape: readonly number[], seed: number, scale = 1): tf.Tensor {
  const random = new Random(seed);
  const size = tf.util.sizeFromShape([...shape]);
  return tf.tensor(
    Float32Array.from({ length: size }, () => (random.uniform() * 2 - 1) * scale),
    [...shape],
  );
}

/** A tensor's numbers. */
export function numbersOf(tensor: tf.Tensor): ArrayLike<number> {
  return tensor.dataSync<'float32'>();
}

/** `tf.tidy` for work whose result holds numbers instead of tensors. */
export function tidied<T>(work: () => T): T {
  let result!: T;
  tf.tidy(() => {
    result = work();
  });
  return result;
}

/** Something to learn, by the name that its gradient gets. */
export interface Learnt {
  readonly name: string;
  readonly variable: tf.Variable;
}

/**
 * The gradients by name of what `run` gives: of the sum of all its tensors, each times random numbers of its own.
 *
 * @param run called once, on the tape
 */
export function gradientsOf(learnt: readonly Learnt[], run: () => readonly tf.Tensor[]): Numbers {
  return tidied(() => {
    const total = (): tf.Scalar =>
      tf.addN(run().map((value, index) => tf.sum<tf.Scalar>(tf.mul(value, randomTensor(value.shape, 100 + index)))));
    const { grads } = tf.variableGrads(
      total,
      learnt.map(({ variable }) => variable),
    );
    return Object.fromEntries(
      learnt.map(({ name, variable }) => [`gradient of ${name}`, numbersOf(grads[variable.name]!)]),
    );
  });
}
