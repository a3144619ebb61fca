import '@tensorflow/tfjs-backend-cpu';
import { memoryStore, Random } from '@refrain/core';
import { expectClose, expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import { loadModel, sentenceClassifier } from '../index.js';
import type { LabelledVectors, SentenceClassifier, SentenceClassifierOptions } from '../index.js';

beforeAll(() => tf.setBackend('cpu'));

async function withModel<T>(
  options: Partial<SentenceClassifierOptions>,
  work: (model: SentenceClassifier) => T | Promise<T>,
): Promise<T> {
  return expectNoNewTensors(async () => {
    const model = sentenceClassifier({ inputs: 3, ...options }, new Random(1));
    try {
      return await work(model);
    } finally {
      model.dispose();
    }
  });
}

const context = { training: false, random: new Random(0) };
const vectors = { values: Float32Array.of(0.5, -1, 2, 1, 1, -0.25), shape: [2, 3] } as const;

/** The logit of a row by the definition, in plain numbers. */
function logit(model: SentenceClassifier, row: readonly number[]): number {
  const values = Object.fromEntries(model.variables().map(({ name, variable }) => [name, [...variable.dataSync()]]));
  const dense = (input: readonly number[], name: string): number[] => {
    const [kernel, bias] = [values[`${name}.kernel`]!, values[`${name}.bias`]!];
    return bias.map((start, unit) =>
      input.reduce((sum, value, place) => sum + value * kernel[place * bias.length + unit]!, start),
    );
  };
  const read = values['hidden.bias'] === undefined ? row : dense(row, 'hidden').map((value) => Math.max(0, value));
  return dense(read, 'output')[0]!;
}

describe('sentenceClassifier', () => {
  it('names its variables and gives them the shapes of Keras', () =>
    withModel({ inputs: 512, hidden: 64 }, (model) => {
      expect(model.variables().map(({ name, variable }) => [name, variable.shape])).toEqual([
        ['hidden.kernel', [512, 64]],
        ['hidden.bias', [64]],
        ['output.kernel', [64, 1]],
        ['output.bias', [1]],
      ]);
      expect(model.parameterCount).toBe(512 * 64 + 64 + 64 + 1);
      expect(model.summary()).toMatch(/^Layer +Output shape +Parameters\n─+\nhidden \(relu\) .* 32,832\noutput /);
    }));

  it.each([{}, { hidden: 4 }])('decides as its layers say, and loses as the cross-entropy does: %j', (options) =>
    withModel(options, (model) => {
      const logits = [logit(model, [0.5, -1, 2]), logit(model, [1, 1, -0.25])];
      const probabilities = logits.map((value) => 1 / (1 + Math.exp(-value)));
      expectClose(model.classify(vectors), probabilities);
      tf.tidy(() => {
        const { mean, weight, metrics } = model.loss({ inputs: vectors, labels: Float32Array.of(1, 0) }, context);
        expectClose(mean.dataSync(), [-(Math.log(probabilities[0]!) + Math.log(1 - probabilities[1]!)) / 2]);
        expect(weight).toBe(2);
        expectClose(metrics.accuracy.dataSync(), [(Number(logits[0]! > 0) + Number(logits[1]! <= 0)) / 2]);
      });
    }),
  );

  it('drops inputs in training only', () =>
    withModel({ dropout: 0.5 }, (model) => {
      const batch = { inputs: vectors, labels: Float32Array.of(1, 0) };
      const loss = (training: boolean, seed: number): number =>
        tf.tidy(() => model.loss(batch, { training, random: new Random(seed) }).mean.dataSync()[0]!);
      expect(loss(false, 1)).toBe(loss(false, 2));
      expect(loss(true, 1)).toBe(loss(true, 1));
      expect(new Set([1, 2, 3, 4].map((seed) => loss(true, seed))).size).toBeGreaterThan(1);
    }));

  it('learns what needs a hidden layer', () =>
    withModel({ inputs: 2, hidden: 8 }, (model) => {
      const inputs = { values: Float32Array.of(0, 0, 0, 1, 1, 0, 1, 1), shape: [4, 2] } as const;
      const batch: LabelledVectors = { inputs, labels: Uint8Array.of(0, 1, 1, 0) };
      const optimizer = tf.train.adam(0.05);
      const variables = model.variables().map(({ variable }) => variable);
      for (let step = 0; step < 200; step++)
        optimizer.minimize(() => model.loss(batch, context).mean, false, variables);
      optimizer.dispose();
      const [neither, second, first, both] = model.classify(inputs);
      expect(Math.max(neither!, both!)).toBeLessThan(0.1);
      expect(Math.min(first!, second!)).toBeGreaterThan(0.9);
    }));

  it('is saved and loaded', () =>
    withModel({ hidden: 4, dropout: 0.25 }, async (model) => {
      const store = memoryStore();
      await model.save(store, { prefix: 'model' });
      const again = await loadModel(store, { kind: 'sentence-classifier', prefix: 'model' });
      expect(again.options).toEqual(model.options);
      expect(again.classify(vectors)).toEqual(model.classify(vectors));
      again.dispose();
    }));

  it.each([
    [{ inputs: 0 }, 'inputs must be a positive integer; received 0.'],
    [{ hidden: 1.5 }, 'hidden must be a positive integer; received 1.5.'],
    [{ dropout: 1 }, 'dropout must be a number from 0 to below 1; received 1. It is the share that is dropped.'],
    [{ units: [3] }, 'sentenceClassifier does not know the option "units"; known options are inputs, hidden, dropout.'],
  ])('refuses %j', (options, message) => {
    expect(() => sentenceClassifier({ inputs: 3, ...options } as never, new Random(1))).toThrow(new Error(message));
  });

  it('refuses vectors and labels that do not fit', () =>
    withModel({}, (model) => {
      expect(() => model.classify({ values: new Float32Array(4), shape: [2, 2] })).toThrow(
        new Error(
          'vectors must be at least one vector of 3 numbers; received 4 numbers as [2, 2]. Give the vectors of the encoder that the model was made for.',
        ),
      );
      expect(() => model.loss({ inputs: vectors, labels: [1] as never }, context)).toThrow(
        new Error('labels must have 2 numbers, one for each row of inputs; received 1.'),
      );
    }));
});
