import * as tf from '@tensorflow/tfjs-core';
import type { BatchLoss, LossContext, NamedVariable, Trainable } from '../trainable.js';

/** A batch that says what its loss is. */
export interface ScriptedBatch {
  readonly loss: number;
  /** @default 1 */
  readonly weight?: number;
  /** @default no metric */
  readonly accuracy?: number;
  /** Of the variables a [2] and b [1]. @default ones */
  readonly gradients?: readonly [readonly number[], readonly number[]];
  readonly startsSequence?: boolean;
}

/** A model without arithmetic, which does what its batches say; its carried state counts the batches since the beginning. */
export class ScriptedModel implements Trainable<ScriptedBatch> {
  /** What each loss was called with. */
  readonly seen: { training: boolean; carry: number | undefined; chance: number }[] = [];
  readonly #variables: readonly NamedVariable[] = [
    { name: 'a', variable: tf.tidy(() => tf.variable(tf.tensor1d([1, 2]))) },
    { name: 'b', variable: tf.tidy(() => tf.variable(tf.tensor1d([3]))) },
  ];

  variables(): readonly NamedVariable[] {
    return this.#variables;
  }

  loss(batch: ScriptedBatch, context: LossContext<readonly tf.Tensor[]>): BatchLoss<readonly tf.Tensor[]> {
    const { loss, weight = 1, accuracy, gradients = [[1, 1], [1]] } = batch;
    const carry = context.carry?.[0]!.dataSync()[0];
    this.seen.push({ training: context.training, carry, chance: context.random.uint32() });
    const run = tf.customGrad(() => ({
      value: tf.scalar(loss),
      gradFunc: () => gradients.map((gradient) => tf.tensor1d([...gradient])),
    }));
    const mean = run(...this.#variables.map(({ variable }) => variable)) as tf.Scalar;
    const metrics = accuracy === undefined ? {} : { metrics: { accuracy: tf.scalar(accuracy) } };
    return { mean, weight, ...metrics, carry: [tf.scalar((carry ?? 0) + 1)] };
  }

  /** The values of a, then b. */
  values(): number[] {
    return this.#variables.flatMap(({ variable }) => Array.from(variable.dataSync()));
  }

  dispose(): void {
    for (const { variable } of this.#variables) variable.dispose();
  }
}
