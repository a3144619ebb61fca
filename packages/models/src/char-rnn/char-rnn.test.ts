import '@tensorflow/tfjs-backend-cpu';
import { Random } from '@refrain/core';
import { expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import { charRnn } from '../index.js';
import type { CharRnn } from '../index.js';

beforeAll(() => tf.setBackend('cpu'));

function valuesOf(model: CharRnn): Record<string, number[]> {
  return Object.fromEntries(
    model.variables().map(({ name, variable }) => [name, Array.from(variable.dataSync<'float32'>())]),
  );
}

function largest(values: readonly number[]): number {
  return Math.max(...values.map(Math.abs));
}

describe('charRnn', () => {
  const small = { vocabularySize: 39, embedding: 16, cell: 'gru', units: [32] } as const;

  it('names its variables and gives them the shapes of Keras', () => {
    const model = charRnn({ ...small, cell: 'lstm', units: [8, 4] }, new Random(1));
    expect(model.variables().map(({ name, variable }) => [name, variable.shape])).toEqual([
      ['embedding', [39, 16]],
      ['layers.0.kernel', [16, 32]],
      ['layers.0.recurrentKernel', [8, 32]],
      ['layers.0.bias', [32]],
      ['layers.1.kernel', [8, 16]],
      ['layers.1.recurrentKernel', [4, 16]],
      ['layers.1.bias', [16]],
      ['output.kernel', [4, 39]],
      ['output.bias', [39]],
    ]);
    model.dispose();
  });

  it('draws new weights as Keras does', () => {
    const model = charRnn(small, new Random(1));
    const values = valuesOf(model);
    expect(largest(values.embedding!)).toBeLessThanOrEqual(0.05);
    expect(largest(values.embedding!)).toBeGreaterThan(0.045);
    const glorotLimit = Math.sqrt(6 / (16 + 3 * 32));
    expect(largest(values['layers.0.kernel']!)).toBeLessThanOrEqual(glorotLimit);
    expect(largest(values['layers.0.kernel']!)).toBeGreaterThan(0.95 * glorotLimit);
    expect(new Set(values['layers.0.bias'])).toEqual(new Set([0]));
    expect(new Set(values['output.bias'])).toEqual(new Set([0]));
    tf.tidy(() => {
      const recurrent = tf.tensor2d(values['layers.0.recurrentKernel']!, [32, 96]);
      const identity = tf.matMul(recurrent, recurrent, false, true);
      expect(tf.max(tf.abs(tf.sub(identity, tf.eye(32)))).dataSync()[0]).toBeLessThan(1e-5);
    });
    model.dispose();
  });

  it('opens the forget gate of a new LSTM', () => {
    const model = charRnn({ ...small, cell: 'lstm', units: [2] }, new Random(1));
    expect(valuesOf(model)['layers.0.bias']).toEqual([0, 0, 1, 1, 0, 0, 0, 0]);
    model.dispose();
  });

  it('begins with the vectors it is given, and keeps a copy; the other weights are drawn as ever', () => {
    const sizes = { ...small, vocabularySize: 5, embedding: 3 };
    const embeddingWeights = Float32Array.from({ length: 15 }, (_, index) => index);
    const [given, drawn] = [{ embeddingWeights }, {}].map((more) => charRnn({ ...sizes, ...more }, new Random(1)));
    embeddingWeights[0] = 99;
    const expected = { ...valuesOf(drawn!), embedding: Array.from({ length: 15 }, (_, index) => index) };
    expect(valuesOf(given!)).toEqual(expected);
    expect(given!.options).toEqual(drawn!.options);
    for (const model of [given, drawn]) model!.dispose();
  });

  it.each([
    [
      { embeddingWeights: new Float32Array(3) },
      'embeddingWeights must be a Float32Array of 39 × 16 = 624 numbers; received Float32Array of 3. It holds one vector for each id of the vocabulary.',
    ],
    [
      { embedding: 'one-hot' as const, embeddingWeights: new Float32Array(3) },
      "embeddingWeights must be left out with embedding 'one-hot'; received Float32Array of 3. It would do nothing.",
    ],
  ])('refuses vectors that fit no embedding: %#', (changed, message) => {
    expect(() => charRnn({ ...small, ...changed }, new Random(1))).toThrow(new Error(message));
  });

  it('depends on the random generator alone, which does not advance', () => {
    const random = new Random(1);
    const [first, second, other] = [random, random, new Random(2)].map((source) => charRnn(small, source));
    expect(valuesOf(first!)).toEqual(valuesOf(second!));
    expect(valuesOf(first!)).not.toEqual(valuesOf(other!));
    for (const model of [first, second, other]) model!.dispose();
  });

  it('frees everything with dispose()', async () => {
    await expectNoNewTensors(() => {
      const model = charRnn(small, new Random(1));
      model.step(Int32Array.of(0), model.initialState(1));
      model.dispose();
    });
  });

  it('does not take a forgotten state for a wish to free the model', () => {
    const model = charRnn(small, new Random(1));
    expect(() => model.dispose(undefined as never)).toThrow(
      'state must be a state of this model; received undefined. To free the model itself call dispose() without an argument.',
    );
    expect(() => model.step(Int32Array.of(0), model.initialState(1))).not.toThrow();
    model.dispose();
  });
});

describe('summary', () => {
  it('counts as Keras counts the model of the book', () => {
    const model = charRnn({ vocabularySize: 39, embedding: 16, cell: 'gru', units: [128] }, new Random(1));
    expect(model.summary()).toBe(
      [
        'Layer           Output shape        Parameters',
        '──────────────────────────────────────────────',
        'embedding       [batch, time, 16]          624',
        'layers.0 (gru)  [batch, time, 128]      56,064',
        'output          [batch, time, 39]        5,031',
        '──────────────────────────────────────────────',
        'Total                                   61,719',
      ].join('\n'),
    );
    expect(model.parameterCount).toBe(61_719);
    model.dispose();
  });

  it('shows one-hot input, which has no parameters, and a stack', () => {
    const model = charRnn({ vocabularySize: 39, embedding: 'one-hot', cell: 'gru', units: [128, 128] }, new Random(1));
    expect(model.summary()).toBe(
      [
        'Layer           Output shape        Parameters',
        '──────────────────────────────────────────────',
        'one-hot         [batch, time, 39]            0',
        'layers.0 (gru)  [batch, time, 128]      64,896',
        'layers.1 (gru)  [batch, time, 128]      99,072',
        'output          [batch, time, 39]        5,031',
        '──────────────────────────────────────────────',
        'Total                                  168,999',
      ].join('\n'),
    );
    model.dispose();
  });

  it('says where output weights are tied', () => {
    const options = { vocabularySize: 39, embedding: 16, cell: 'lstm', units: [16], tiedOutput: true } as const;
    const model = charRnn(options, new Random(1));
    expect(model.summary()).toBe(
      [
        'Layer                       Output shape       Parameters',
        '─────────────────────────────────────────────────────────',
        'embedding                   [batch, time, 16]         624',
        'layers.0 (lstm)             [batch, time, 16]       2,112',
        'output (tied to embedding)  [batch, time, 39]          39',
        '─────────────────────────────────────────────────────────',
        'Total                                               2,775',
      ].join('\n'),
    );
    model.dispose();
  });
});
