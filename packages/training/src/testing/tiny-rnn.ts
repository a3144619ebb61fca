import { Random } from '@refrain/core';
import * as tf from '@tensorflow/tfjs-core';
import type { BatchLoss, LossContext, NamedVariable, Trainable } from '../trainable.js';
import type { TinyBatch } from './tiny-data.js';

const tinyVocabulary = 5;
const tinyUnits = 4;

/**
 * A recurrent language model of a few dozen weights, with dropout and carried state: h' = tanh(E[id] + h·R), logits = h'·O.
 * Forward and backward are plain loops, so that tests of training are fast and need no kernel's gradient.
 */
export class TinyRnn implements Trainable<TinyBatch> {
  readonly #variables: readonly NamedVariable[];

  constructor(
    seed: number,
    readonly dropout = 0,
  ) {
    const random = new Random(seed);
    const make = (name: string, rows: number, columns: number): NamedVariable => {
      const values = Float32Array.from({ length: rows * columns }, () => random.normal() / 2);
      return { name, variable: tf.tidy(() => tf.variable(tf.tensor2d(values, [rows, columns]))) };
    };
    this.#variables = [
      make('embedding', tinyVocabulary, tinyUnits),
      make('recurrentKernel', tinyUnits, tinyUnits),
      make('output', tinyUnits, tinyVocabulary),
    ];
  }

  variables(): readonly NamedVariable[] {
    return this.#variables;
  }

  loss(batch: TinyBatch, context: LossContext<readonly tf.Tensor[]>): BatchLoss<readonly tf.Tensor[]> {
    const [rows, time] = batch.shape;
    const factor = (): number => Number(!context.training || context.random.uniform() >= this.dropout);
    const factors = Float32Array.from({ length: rows * time * tinyUnits }, factor);
    const initial = Float32Array.from(context.carry?.[0]?.dataSync() ?? new Float32Array(rows * tinyUnits));
    const weight = batch.mask.reduce((sum, counted) => sum + counted, 0);
    let state!: tf.Tensor;
    let accuracy!: tf.Scalar;
    const run = tf.customGrad((...inputs) => {
      const variables = (inputs as tf.Tensor[]).slice(0, 3);
      const values = variables.map((variable) => variable.dataSync() as Float32Array);
      const pass = passThrough(batch, { values, factors, initial, weight });
      state = tf.keep(tf.tensor2d(pass.state, [rows, tinyUnits]));
      accuracy = tf.keep(tf.scalar(pass.accuracy));
      const gradFunc = (dy: tf.Tensor): tf.Tensor[] =>
        variables.map(({ shape }, number) => tf.mul(tf.tensor(pass.gradients[number]!, shape), dy));
      return { value: tf.scalar(pass.mean), gradFunc };
    });
    const mean = run(...this.#variables.map(({ variable }) => variable)) as tf.Scalar;
    const clones = { metrics: { accuracy: tf.clone(accuracy) }, carry: [tf.clone(state)] };
    tf.dispose([state, accuracy]);
    return { mean, weight, ...clones };
  }

  dispose(): void {
    for (const { variable } of this.#variables) variable.dispose();
  }
}

interface PassOptions {
  readonly values: readonly Float32Array[];
  readonly factors: Float32Array;
  readonly initial: Float32Array;
  readonly weight: number;
}

function passThrough({ ids, targets, mask, shape }: TinyBatch, { values, factors, initial, weight }: PassOptions) {
  const [rows, time] = shape;
  const [units, classes] = [tinyUnits, tinyVocabulary];
  const [embedding, recurrent, output] = values as [Float32Array, Float32Array, Float32Array];
  const gradients = values.map(({ length }) => new Float32Array(length));
  const state = new Float32Array(rows * units);
  let [loss, correct] = [0, 0];
  for (let row = 0; row < rows; row++) {
    const states = [initial.subarray(row * units, (row + 1) * units)];
    const errors: Float64Array[] = [];
    for (let step = 0; step < time; step++) {
      const cell = row * time + step;
      const before = states[step]!;
      const hidden = Float32Array.from({ length: units }, (_, unit) => {
        let sum = embedding[ids[cell]! * units + unit]!;
        for (let from = 0; from < units; from++) sum += before[from]! * recurrent[from * units + unit]!;
        return Math.tanh(sum);
      });
      states.push(hidden);
      const seen = hidden.map((value, unit) => value * factors[cell * units + unit]!);
      const logits = Array.from({ length: classes }, (_, id) =>
        seen.reduce((sum, value, unit) => sum + value * output[unit * classes + id]!, 0),
      );
      const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
      const target = targets[cell]!;
      const share = weight === 0 ? 0 : mask[cell]! / weight;
      loss += share * (Math.log(total) - logits[target]!);
      correct += share * Number(logits.indexOf(Math.max(...logits)) === target);
      const error = new Float64Array(units);
      for (let id = 0; id < classes; id++) {
        const difference = share * (Math.exp(logits[id]!) / total - Number(id === target));
        for (let unit = 0; unit < units; unit++) {
          gradients[2]![unit * classes + id]! += seen[unit]! * difference;
          error[unit]! += output[unit * classes + id]! * difference * factors[cell * units + unit]!;
        }
      }
      errors.push(error);
    }
    state.set(states[time]!, row * units);
    let later = new Float64Array(units);
    for (let step = time - 1; step >= 0; step--) {
      const [before, hidden] = [states[step]!, states[step + 1]!];
      const change = hidden.map((value, unit) => (1 - value * value) * (errors[step]![unit]! + later[unit]!));
      later = new Float64Array(units);
      for (let unit = 0; unit < units; unit++) {
        gradients[0]![ids[row * time + step]! * units + unit]! += change[unit]!;
        for (let from = 0; from < units; from++) {
          gradients[1]![from * units + unit]! += before[from]! * change[unit]!;
          later[from]! += recurrent[from * units + unit]! * change[unit]!;
        }
      }
    }
  }
  return { mean: loss, accuracy: correct, state, gradients };
}
