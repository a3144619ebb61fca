import { Random } from '@refrain/core';
import '@tensorflow/tfjs-backend-cpu';
import { charRnn } from './char-rnn.js';
import type { NewCharRnnOptions } from './options.js';

const options: NewCharRnnOptions = { vocabularySize: 40, embedding: 24, cell: 'gru', units: [32, 16] };

/** The weights of a new model by name. */
function weightsOf(changed: Partial<NewCharRnnOptions>): Map<string, Float32Array> {
  const model = charRnn({ ...options, ...changed }, new Random(1));
  const weights = new Map(
    model.variables().map(({ name, variable }) => [name, variable.dataSync<'float32'>().slice()]),
  );
  model.dispose();
  return weights;
}

/** Mean, standard deviation and largest size of values. */
function spread(values: Float32Array): { mean: number; deviation: number; largest: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return { mean, deviation: Math.sqrt(variance), largest };
}

describe('initialization', () => {
  it("is Keras's unless another is asked for", () => {
    expect(weightsOf({})).toEqual(weightsOf({ initialization: 'keras' }));
    expect(spread(weightsOf({}).get('embedding')!).largest).toBeLessThanOrEqual(0.05);
  });

  it.each(['gru', 'lstm', 'rnn'] as const)("is PyTorch's for the cell %s: one bound for all of a layer", (cell) => {
    const weights = weightsOf({ cell, initialization: 'pytorch' });
    const embedding = spread(weights.get('embedding')!);
    expect(Math.abs(embedding.mean)).toBeLessThan(0.1);
    expect(embedding.deviation).toBeGreaterThan(0.9);
    expect(embedding.deviation).toBeLessThan(1.1);
    for (const [prefix, width] of [
      ['layers.0', 32],
      ['layers.1', 16],
      ['output', 16],
    ] as const) {
      const bound = 1 / Math.sqrt(width);
      const named = [...weights].filter(([name]) => name.startsWith(prefix));
      expect(named.length).toBeGreaterThanOrEqual(2);
      for (const [name, values] of named) {
        // The sum of two biases reaches twice as far, unless a GRU keeps them apart.
        const reach = name.startsWith('layers') && name.endsWith('bias') && cell !== 'gru' ? 2 * bound : bound;
        const { mean, largest } = spread(values);
        expect(largest).toBeLessThanOrEqual(reach);
        expect(largest).toBeGreaterThan(0.7 * reach);
        expect(Math.abs(mean)).toBeLessThan(0.4 * bound);
      }
    }
  });

  it('is normal with zero biases where a deviation is given', () => {
    const weights = weightsOf({ initialization: { deviation: 0.01 } });
    for (const [name, values] of weights) {
      const { deviation, mean } = spread(values);
      if (name.endsWith('bias')) expect({ deviation, mean }).toEqual({ deviation: 0, mean: 0 });
      else expect(deviation / 0.01).toBeCloseTo(1, 0.9);
    }
  });

  it.each([
    ['xavier', "initialization must be 'keras', 'pytorch' or { deviation }; received \"xavier\"."],
    [{ deviation: 0 }, 'initialization.deviation must be a positive number; received 0.'],
  ])('refuses %j', (initialization, message) => {
    expect(() => charRnn({ ...options, initialization: initialization as 'keras' }, new Random(1))).toThrow(message);
  });
});
