import type { Handle } from './node-backend.js';
import type { Attributes, Session } from './session.js';

const transposedA: Attributes = { transpose_a: true };
const transposedB: Attributes = { transpose_b: true };

/** The operations that recurrences are made of, by the names that they have in TensorFlow. */
export class Operations {
  constructor(readonly session: Session) {}

  add = (a: Handle, b: Handle): Handle => this.session.run('AddV2', [a, b]);
  subtract = (a: Handle, b: Handle): Handle => this.session.run('Sub', [a, b]);
  multiply = (a: Handle, b: Handle): Handle => this.session.run('Mul', [a, b]);
  sigmoid = (x: Handle): Handle => this.session.run('Sigmoid', [x]);
  tanh = (x: Handle): Handle => this.session.run('Tanh', [x]);
  /** `gradient` · y · (1 - y) for y = σ(x). */
  sigmoidGradient = (y: Handle, gradient: Handle): Handle => this.session.run('SigmoidGrad', [y, gradient]);
  /** `gradient` · (1 - y²) for y = tanh(x). */
  tanhGradient = (y: Handle, gradient: Handle): Handle => this.session.run('TanhGrad', [y, gradient]);
  addBias = (x: Handle, bias: Handle): Handle => this.session.run('BiasAdd', [x, bias]);
  /** The sum over all axes but the last. */
  biasGradient = (gradient: Handle): Handle => this.session.run('BiasAddGrad', [gradient]);
  matMul = (a: Handle, b: Handle): Handle => this.session.run('MatMul', [a, b]);
  /** aᵀ · b */
  matMulTransposedA = (a: Handle, b: Handle): Handle => this.session.run('MatMul', [a, b], transposedA);
  /** a · bᵀ */
  matMulTransposedB = (a: Handle, b: Handle): Handle => this.session.run('MatMul', [a, b], transposedB);
  transpose = (matrix: Handle): Handle => this.session.run('Transpose', [matrix, this.session.constant([1, 0])]);
  reshape = (x: Handle, shape: readonly number[]): Handle =>
    this.session.run('Reshape', [x, this.session.constant(shape)]);
  /** Rows of `x`, along its first axis. */
  gather = (x: Handle, rows: Handle): Handle => this.session.run('GatherV2', [x, rows, this.session.constant(0)]);
  /** For each of `count` rows the sum of the values that belong to it. */
  sumByRow = (values: Handle, rows: Handle, count: number): Handle =>
    this.session.run('UnsortedSegmentSum', [values, rows, this.session.constant(count)]);

  /** Sums all, taking no account of those that are missing. */
  addAll(...given: (Handle | undefined)[]): Handle {
    const values = given.filter((value) => value !== undefined);
    if (values.length === 1) return values[0]!;
    return values.length === 2
      ? this.add(values[0]!, values[1]!)
      : this.session.run('AddN', values, { N: values.length, T: this.session.floatType });
  }

  /** Puts values of one shape along a new axis. */
  stack(values: readonly Handle[], axis = 0): Handle {
    return this.session.run('Pack', values, { N: values.length, T: this.session.floatType, axis });
  }

  /** The values along the first axis. */
  unstack(value: Handle, count: number): Handle[] {
    return this.session.runAll('Unpack', [value], { outputs: count, attributes: { num: count } });
  }

  concat(values: readonly Handle[], axis: number): Handle {
    return this.session.run('ConcatV2', [...values, this.session.constant(axis)], {
      N: values.length,
      T: this.session.floatType,
    });
  }

  /** Equal parts along an axis. */
  split(value: Handle, parts: number, axis: number): Handle[] {
    const inputs = [this.session.constant(axis), value];
    return this.session.runAll('Split', inputs, { outputs: parts, attributes: { num_split: parts } });
  }

  /** Parts of these widths along an axis. */
  splitSizes(value: Handle, sizes: readonly number[], axis: number): Handle[] {
    const inputs = [value, this.session.constant(sizes), this.session.constant(axis)];
    return this.session.runAll('SplitV', inputs, { outputs: sizes.length, attributes: { num_split: sizes.length } });
  }
}
