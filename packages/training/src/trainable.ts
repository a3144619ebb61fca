import type { Random } from '@refrain/core';
import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs-core';

/** A variable under the name by which it is saved; TensorFlow.js's own names must differ between models. */
export interface NamedVariable {
  readonly name: string;
  readonly variable: Variable;
}

/** What {@link Trainable.loss} may use besides the batch. */
export interface LossContext<Carry> {
  /** False while validating: no dropout. */
  readonly training: boolean;
  /** The only source of chance; another one each step, so that a resumed run draws what it would have drawn. */
  readonly random: Random;
  /** The state behind the batch before, where this batch goes on from it; absent where sequences begin. */
  readonly carry?: Carry;
}

/** What one batch gives. */
export interface BatchLoss<Carry> {
  /** The mean loss over the batch's valid targets, in nats: what the gradient is taken of. */
  readonly mean: Scalar;
  /** How many valid targets (tokens) `mean` and `metrics` are means over; 0 where there are none. */
  readonly weight: number;
  /** Further means over the same targets, by name, such as `accuracy`. */
  readonly metrics?: Readonly<Record<string, Scalar>>;
  /** The state to go on from. The caller copies what it keeps. */
  readonly carry?: Carry;
}

/**
 * What training asks of a model, by shape: named variables and a loss that is differentiable in them.
 *
 * `loss` is called within a `tf.tidy`: the tensors it makes need no disposing, and it must not dispose `carry`.
 */
export interface Trainable<Batch, Carry extends readonly Tensor[] = readonly Tensor[]> {
  variables(): readonly NamedVariable[];
  loss(batch: Batch, context: LossContext<Carry>): BatchLoss<Carry>;
}
