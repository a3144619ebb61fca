import '@tensorflow/tfjs-backend-cpu';
import { memoryStore, Random } from '@refrain/core';
import { expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import { charRnn, loadModel, sentimentClassifier } from '../index.js';
import type { SentimentClassifier, SentimentClassifierOptions } from '../index.js';
import { idBatch } from '../testing/sequence-batch.js';

beforeAll(() => tf.setBackend('cpu'));

const options: SentimentClassifierOptions = { vocabularySize: 5, embedding: 3, cell: 'lstm', units: [4, 2] };
const whole = { ...options, bidirectional: true, hidden: 3 };

async function withModel<T>(changed: object, work: (model: SentimentClassifier) => T | Promise<T>): Promise<T> {
  return expectNoNewTensors(async () => {
    const model = sentimentClassifier({ ...options, ...changed }, new Random(1));
    try {
      return await work(model);
    } finally {
      model.dispose();
    }
  });
}

const valuesOf = (model: Pick<SentimentClassifier, 'variables'>): Record<string, number[]> =>
  Object.fromEntries(model.variables().map(({ name, variable }) => [name, [...variable.dataSync()]]));

describe('sentimentClassifier', () => {
  it('names its variables and gives them the shapes of Keras', () =>
    withModel(whole, (model) => {
      expect(model.variables().map(({ name, variable }) => [name, variable.shape])).toEqual([
        ['embedding', [5, 3]],
        ['layers.0.forward.kernel', [3, 16]],
        ['layers.0.forward.recurrentKernel', [4, 16]],
        ['layers.0.forward.bias', [16]],
        ['layers.0.backward.kernel', [3, 16]],
        ['layers.0.backward.recurrentKernel', [4, 16]],
        ['layers.0.backward.bias', [16]],
        ['layers.1.forward.kernel', [8, 8]],
        ['layers.1.forward.recurrentKernel', [2, 8]],
        ['layers.1.forward.bias', [8]],
        ['layers.1.backward.kernel', [8, 8]],
        ['layers.1.backward.recurrentKernel', [2, 8]],
        ['layers.1.backward.bias', [8]],
        ['hidden.kernel', [4, 3]],
        ['hidden.bias', [3]],
        ['output.kernel', [3, 1]],
        ['output.bias', [1]],
      ]);
    }));

  it('lists its variables layer by layer, a hidden layer with the output', () =>
    withModel({ hidden: 3 }, (model) => {
      expect(model.layers()).toEqual([
        ['embedding'],
        ['layers.0.kernel', 'layers.0.recurrentKernel', 'layers.0.bias'],
        ['layers.1.kernel', 'layers.1.recurrentKernel', 'layers.1.bias'],
        ['hidden.kernel', 'hidden.bias', 'output.kernel', 'output.bias'],
      ]);
      expect(model.layers().flat()).toEqual(model.variables().map(({ name }) => name));
    }));

  it('has a summary', () =>
    withModel(whole, (model) => {
      expect(model.summary().split('\n')).toEqual([
        'Layer                          Output shape      Parameters',
        '───────────────────────────────────────────────────────────',
        'embedding                      [batch, time, 3]          15',
        'layers.0 (bidirectional lstm)  [batch, time, 8]         256',
        'layers.1 (bidirectional lstm)  [batch, 4]               176',
        'hidden (relu)                  [batch, 3]                15',
        'output                         [batch]                    4',
        '───────────────────────────────────────────────────────────',
        'Total                                                   466',
      ]);
      expect(model.parameterCount).toBe(466);
    }));

  it('has what it pools in the summary', () =>
    withModel({ pooling: 'concat' }, (model) => {
      expect(model.summary().split('\n').slice(-5, -2)).toEqual([
        'layers.1 (lstm)   [batch, time, 2]          56',
        'pooling (concat)  [batch, 6]                 0',
        'output            [batch]                    7',
      ]);
    }));

  it('begins with the vectors it is given, and keeps a copy', async () => {
    const embeddingWeights = Float32Array.from({ length: 15 }, (_, index) => index);
    await withModel({ embeddingWeights }, async (model) => {
      embeddingWeights[0] = 99;
      expect(valuesOf(model)['embedding']).toEqual(Array.from({ length: 15 }, (_, index) => index));
      expect(model.options).not.toHaveProperty('embeddingWeights');
    });
  });

  it('draws the same weights from the same random state, and others from another', async () => {
    const drawn = await Promise.all(
      [1, 1, 2].map(async (seed) => {
        const model = sentimentClassifier(options, new Random(seed));
        const values = valuesOf(model);
        model.dispose();
        return values;
      }),
    );
    expect(drawn[1]).toEqual(drawn[0]);
    expect(drawn[2]).not.toEqual(drawn[0]);
  });

  it.each<Partial<SentimentClassifierOptions>>([
    { dropout: 0.5, recurrentDropout: 0.5, bidirectional: true },
    { outputDropout: 0.5, hidden: 20 },
    { outputDropout: 0.5, pooling: 'concat' },
  ])('drops units in training only, others each time: %j', (changed) =>
    withModel(changed, (model) => {
      const batch = { inputs: idBatch([[1, 2, 3], [4]]), labels: Uint8Array.of(1, 0) };
      const random = new Random(5);
      const loss = (training: boolean): number =>
        tf.tidy(() => model.loss(batch, { training, random }).mean.dataSync()[0]!);
      expect(loss(true)).not.toBe(loss(true));
      const state = random.state();
      expect(loss(false)).toBe(loss(false));
      expect(random.state()).toEqual(state);
      const dropped = tf.tidy(() => [...model.logits(batch.inputs, { dropoutRandom: new Random(1) }).dataSync()]);
      expect(dropped).not.toEqual(tf.tidy(() => [...model.logits(batch.inputs).dataSync()]));
    }),
  );

  it('gives its accuracy by rows', () =>
    withModel({}, (model) => {
      const inputs = idBatch([[1, 2], [3], [4, 4, 2]]);
      const labels = Float32Array.from(model.classify(inputs), (probability, row) => {
        return row === 0 ? Number(probability <= 0.5) : Number(probability > 0.5);
      });
      tf.tidy(() => {
        const { weight, metrics } = model.loss({ inputs, labels }, { training: false, random: new Random(0) });
        expect(weight).toBe(3);
        expect(metrics.accuracy.dataSync()[0]).toBeCloseTo(2 / 3, 6);
      });
    }));

  it('says what is wrong with a batch', () =>
    withModel({ masking: 'ragged' }, (model) => {
      const inputs = idBatch([[1, 2], [3]]);
      const context = { training: false, random: new Random(0) };
      const loss = (changed: object, labels: unknown): (() => unknown) => {
        return () => model.loss({ inputs: { ...inputs, ...changed }, labels: labels as Uint8Array }, context);
      };
      expect(loss({}, [1])).toThrow('labels must have 2 numbers, one for each row of inputs; received 1.');
      expect(loss({}, Float32Array.of(0, 2))).toThrow(
        'labels[1] must be from 0 for negative to 1 for positive; received 2.',
      );
      expect(loss({ ids: Int32Array.of(1, 5, 0, 0) }, [0, 1])).toThrow(
        'inputs.ids must be ids from 0 to 4; received 5 in row 0, position 1. Encode with the tokenizer that the model was made for.',
      );
      expect(loss({ mask: Uint8Array.of(1, 1, 0, 1) }, [0, 1])).toThrow(
        "inputs.mask must have its ones before its zeros in each row for masking 'ragged'; received a 0 at position 0 of row 1, before ids that count. Pad behind, or use masking 'explicit'.",
      );
      expect(() => model.logits(inputs, { random: 1 } as never)).toThrow(
        'logits does not know the option "random"; known options are dropoutRandom.',
      );
      expect(() => model.classify({ ...inputs, mask: new Uint8Array(3) })).toThrow(
        'inputs.mask must have 2 × 2 numbers, as the shape says; received 3.',
      );
    }));
});

describe('a saved sentiment classifier', () => {
  it.each<Partial<SentimentClassifierOptions>>([
    {},
    { bidirectional: true, hidden: 3, masking: 'from-ids', paddingId: 1 },
    { pooling: 'concat', hidden: 2 },
    { cell: 'gru', resetAfter: false, dropout: 0.25, recurrentDropout: 0.5, outputDropout: 0.1, masking: 'ragged' },
  ])('loads as it was: %j', (changed) =>
    withModel({ ...changed, embeddingWeights: new Float32Array(15).fill(0.5) }, async (model) => {
      const store = memoryStore();
      await model.save(store, { prefix: 'model' });
      const again = await loadModel(store, { kind: 'sentiment-classifier', prefix: 'model' });
      expect(again.options).toEqual(model.options);
      expect(valuesOf(again)).toEqual(valuesOf(model));
      again.dispose();
    }),
  );

  it('is asked for by its kind', () =>
    withModel({}, async (model) => {
      const store = memoryStore();
      await model.save(store);
      await expect(loadModel(store)).rejects.toThrow(
        'expected config.json to describe a model of the kind "char-rnn"; it is of the kind "sentiment-classifier". Load it with the option kind: "sentiment-classifier".',
      );
      const languageModel = charRnn({ vocabularySize: 5, embedding: 3, cell: 'gru', units: [2] }, new Random(1));
      await languageModel.save(store);
      languageModel.dispose();
      await expect(loadModel(store, { kind: 'sentiment-classifier' })).rejects.toThrow(
        'expected config.json to describe a model of the kind "sentiment-classifier"; it is of the kind "char-rnn". Load it with the option kind: "char-rnn".',
      );
    }));
});
