import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import { Random } from '@refrain/core';
import { simpleRnn } from '@refrain/ops';
import { expectClose, expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import { writtenOutRecurrence } from './recurrence.js';
import type { RecurrenceWeights } from './recurrence.js';

beforeAll(() => tf.setBackend('cpu'));

/** What PyTorch's cell gave; `raschka.golden.py` beside this file made it. */
const golden = JSON.parse(readFileSync(join(__dirname, 'raschka.golden.json'), 'utf8')) as {
  kernel: number[][];
  recurrentKernel: number[][];
  inputBias: number[];
  recurrentBias: number[];
  inputParts: number[][];
  outputs: number[][];
};

/** Uniform within ±1. */
function values(name: string, shape: readonly [number, number]): tf.Tensor2D {
  const random = new Random(name);
  return tf.tensor2d(
    Array.from({ length: shape[0] * shape[1] }, () => 2 * random.uniform() - 1),
    [...shape],
  );
}

/** Weights of 3 features, 4 hidden units and 2 outputs. */
function weightsFor(recurrent: readonly [number, number]): RecurrenceWeights {
  return {
    kernel: values('kernel', [3, 4]),
    recurrentKernel: values('recurrent kernel', recurrent),
    bias: tf.reshape<tf.Rank.R1>(values('bias', [1, 4]), [4]),
    outputKernel: values('output kernel', [4, 2]),
    outputBias: tf.reshape<tf.Rank.R1>(values('output bias', [1, 2]), [2]),
  };
}

/** `[batch, time, features]` */
function inputs(batch: number, time: number): tf.Tensor3D {
  return tf.reshape<tf.Rank.R3>(values('inputs', [batch * time, 3]), [batch, time, 3]);
}

describe('the recurrence written out', () => {
  it("gives the book's numbers for five features and two units", () => {
    expectNoNewTensors(() =>
      tf.tidy(() => {
        const features = tf.tensor3d([[Array(5).fill(1), Array(5).fill(2), Array(5).fill(3)]]);
        const bias = tf.add<tf.Tensor1D>(tf.tensor1d(golden.inputBias), tf.tensor1d(golden.recurrentBias));
        const { hidden, state } = writtenOutRecurrence(
          features,
          {
            kernel: tf.tensor2d(golden.kernel),
            recurrentKernel: tf.tensor2d(golden.recurrentKernel),
            bias,
            outputKernel: tf.zeros([2, 1]),
            outputBias: tf.zeros([1]),
          },
          { recurrence: 'hidden-to-hidden' },
        );
        expectClose(hidden.dataSync(), golden.outputs.flat(), { absolute: 1e-6 });
        expectClose(hidden.dataSync(), [-0.3519801, 0.52525216, -0.68424344, 0.76074266, -0.8649416, 0.90466356], {
          absolute: 1e-6,
        });
        expectClose(state.dataSync(), golden.outputs[2]!, { absolute: 1e-6 });
        const parts = tf.add(
          tf.matMul(tf.reshape<tf.Rank.R2>(features, [3, 5]), tf.tensor2d(golden.kernel)),
          golden.inputBias,
        );
        expectClose(parts.dataSync(), golden.inputParts.flat(), { absolute: 1e-6 });
      }),
    );
  });

  it('equals the fused layer from hidden to hidden: hidden units, state and every gradient, masked or not', () => {
    expectNoNewTensors(() =>
      tf.tidy(() => {
        const { kernel, recurrentKernel, bias, outputKernel, outputBias } = weightsFor([4, 4]);
        const mask = tf.tensor2d([1, 1, 1, 0, 0, 0, 1, 1, 0, 1], [2, 5], 'int32');
        const upstream = tf.reshape<tf.Rank.R3>(values('upstream', [10, 4]), [2, 5, 4]);
        for (const masked of [undefined, mask]) {
          const byHand = (
            features: tf.Tensor,
            own: tf.Tensor,
            remembered: tf.Tensor,
            constant: tf.Tensor,
          ): { outputs: tf.Tensor; state: tf.Tensor } => {
            const weights = { kernel: own, recurrentKernel: remembered, bias: constant, outputKernel, outputBias };
            const { hidden, state } = writtenOutRecurrence(features as tf.Tensor3D, weights as RecurrenceWeights, {
              recurrence: 'hidden-to-hidden',
              mask: masked,
            });
            return { outputs: hidden, state };
          };
          const fused: typeof byHand = (features, own, remembered, constant) =>
            simpleRnn(
              { input: features as tf.Tensor3D },
              { kernel: own as tf.Tensor2D, recurrentKernel: remembered as tf.Tensor2D, bias: constant },
              { mask: masked },
            );
          const given = [inputs(2, 5), kernel, recurrentKernel, bias] as const;
          const counted = masked ? tf.cast(tf.expandDims(masked, 2), 'float32') : tf.ones([2, 5, 1]);
          const results = [byHand, fused].map((layer) => {
            const total = (...all: tf.Tensor[]): tf.Scalar => {
              const { outputs, state } = layer(...(all as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]));
              return tf.add<tf.Scalar>(tf.sum(tf.mul(tf.mul(outputs, upstream), counted)), tf.sum(tf.square(state)));
            };
            const { outputs, state } = layer(...given);
            return [tf.mul(outputs, counted), state, ...tf.grads(total)([...given])].map((one) => one.dataSync());
          });
          results[0]!.forEach((own, place) => expectClose(own, results[1]![place]!, { absolute: 1e-5 }));
        }
      }),
    );
  });

  it.each([
    ['hidden-to-hidden', [4, 4]],
    ['output-to-hidden', [2, 4]],
    ['output-to-output', [2, 2]],
  ] as const)('follows a plain loop over numbers: %s', (recurrence, shape) => {
    expectNoNewTensors(() =>
      tf.tidy(() => {
        const weights = weightsFor(shape);
        const features = inputs(1, 6);
        const { hidden, logits, state } = writtenOutRecurrence(features, weights, { recurrence });
        const expected = plainLoop(features.arraySync()[0]!, weights, recurrence);
        expectClose(hidden.dataSync(), expected.hidden.flat(), { absolute: 1e-5 });
        expectClose(logits.dataSync(), expected.logits.flat(), { absolute: 1e-5 });
        expectClose(state.dataSync(), expected.state, { absolute: 1e-5 });
      }),
    );
  });
});

/** The same in numbers, written from the formulas. */
function plainLoop(
  features: number[][],
  weights: RecurrenceWeights,
  recurrence: 'hidden-to-hidden' | 'output-to-hidden' | 'output-to-output',
): { hidden: number[][]; logits: number[][]; state: number[] } {
  const kernel = weights.kernel.arraySync();
  const recurrentKernel = weights.recurrentKernel.arraySync();
  const bias = weights.bias.arraySync();
  const outputKernel = weights.outputKernel.arraySync();
  const outputBias = weights.outputBias.arraySync();
  const product = (row: number[], matrix: number[][]): number[] =>
    matrix[0]!.map((_, column) => row.reduce((sum, value, place) => sum + value * matrix[place]![column]!, 0));
  const plus = (first: number[], second: number[]): number[] => first.map((value, place) => value + second[place]!);
  const result = { hidden: [] as number[][], logits: [] as number[][], state: recurrentKernel.map(() => 0) };
  for (const read of features) {
    const remembered = product(result.state, recurrentKernel);
    const into = plus(product(read, kernel), bias);
    const hidden = (recurrence === 'output-to-output' ? into : plus(into, remembered)).map(Math.tanh);
    const own = plus(product(hidden, outputKernel), outputBias);
    const logits = recurrence === 'output-to-output' ? plus(own, remembered) : own;
    const total = logits.reduce((sum, value) => sum + Math.exp(value), 0);
    result.state = recurrence === 'hidden-to-hidden' ? hidden : logits.map((value) => Math.exp(value) / total);
    result.hidden.push(hidden);
    result.logits.push(logits);
  }
  return result;
}
