import '@tensorflow/tfjs-backend-cpu';
import { memoryStore, Random } from '@refrain/core';
import { expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import { loadModel, sentimentClassifier } from '../index.js';
import type { SentimentClassifierOptions } from '../index.js';

beforeAll(() => tf.setBackend('cpu'));

const options: SentimentClassifierOptions = {
  vocabularySize: 200,
  embedding: 20,
  cell: 'lstm',
  units: [16],
  bidirectional: true,
  hidden: 64,
  initialization: 'pytorch',
};

/** Root of the mean square, and the largest size. */
function spread(values: ArrayLike<number>): { deviation: number; largest: number } {
  const squares = Array.from(values, (value) => value * value);
  const sum = squares.reduce((total, square) => total + square, 0);
  return { deviation: Math.sqrt(sum / squares.length), largest: Math.sqrt(Math.max(...squares)) };
}

describe("the initialization 'pytorch'", () => {
  it('draws as Embedding, LSTM and Linear of PyTorch do', () =>
    expectNoNewTensors(() => {
      const model = sentimentClassifier(options, new Random(1));
      const found = Object.fromEntries(
        model.variables().map(({ name, variable }) => [name, spread(variable.dataSync())]),
      );
      expect(found['embedding']!.deviation).toBeCloseTo(1, 1);
      expect(found['embedding']!.largest).toBeGreaterThan(2.5);
      // Uniform within a bound: its deviation is the bound by √3; of an LSTM's bias, which is the sum of two, √2 as much.
      const bounds = [
        ['layers.0.forward.kernel', 1 / 4],
        ['layers.0.backward.recurrentKernel', 1 / 4],
        ['hidden.kernel', 1 / Math.sqrt(32)],
        ['hidden.bias', 1 / Math.sqrt(32)],
        ['output.kernel', 1 / 8],
      ] as const;
      for (const [name, bound] of bounds) {
        const { deviation, largest } = found[name]!;
        expect(largest).toBeLessThanOrEqual(bound);
        expect(largest).toBeGreaterThan(0.9 * bound);
        expect(Math.abs(deviation * Math.sqrt(3) - bound)).toBeLessThan(0.2 * bound);
      }
      const bias = found['layers.0.forward.bias']!;
      expect(bias.largest).toBeGreaterThan(1 / 4);
      expect(bias.largest).toBeLessThanOrEqual(1 / 2);
      model.dispose();
    }));

  it('is not saved', () =>
    expectNoNewTensors(async () => {
      const model = sentimentClassifier({ ...options, vocabularySize: 5 }, new Random(1));
      const store = memoryStore();
      await model.save(store);
      const again = await loadModel(store, { kind: 'sentiment-classifier' });
      expect(again.options).toEqual(model.options);
      expect(again.options).not.toHaveProperty('initialization');
      again.dispose();
      model.dispose();
    }));
});
