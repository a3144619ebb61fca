import { useRefrain } from '@refrain/backend';
import '@tensorflow/tfjs-backend-cpu';
import { memoryStore, Random } from '@refrain/core';
import type { LabelledBatch } from '@refrain/core';
import { expectClose, expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { encodeConfig } from '../artifacts/config.js';
import { loadModel, sentimentClassifier } from '../index.js';
import type { Masking, SentimentClassifier, SentimentClassifierOptions } from '../index.js';
import { setValues } from '../testing/arbitrary-model.js';
import { idBatch } from '../testing/sequence-batch.js';
import golden from './peers.golden.json';

const backends: [string, () => Promise<unknown>][] = [
  ['cpu', () => tf.setBackend('cpu')],
  ['refrain', useRefrain],
];

const context = { training: false, random: new Random(0) };

/** Runs `work` on a model with random weights, biases too, and frees it. */
function withClassifier<T>(options: SentimentClassifierOptions, work: (model: SentimentClassifier) => T): T {
  const model = sentimentClassifier(options, new Random(3));
  const random = new Random('weights');
  for (const { variable } of model.variables()) {
    const drawn = variable.dataSync<'float32'>().map((value) => value + random.uniform() - 0.5);
    setValues(variable, drawn);
  }
  try {
    return work(model);
  } finally {
    model.dispose();
  }
}

/** The logits, the loss and the gradient of each variable, by name. */
function learnt(model: SentimentClassifier, batch: LabelledBatch): Record<string, number[]> {
  return tf.tidy(() => {
    const variables = model.variables();
    const loss = (): tf.Scalar => model.loss(batch, context).mean;
    const { value, grads } = tf.variableGrads(
      loss,
      variables.map(({ variable }) => variable),
    );
    const gradients = variables.map(({ name, variable }) => [name, [...grads[variable.name]!.dataSync()]] as const);
    return {
      logits: [...model.logits(batch.inputs).dataSync()],
      loss: [value.dataSync()[0]!],
      ...Object.fromEntries(gradients),
    };
  });
}

describe.each(backends)('a sentiment classifier, on the backend %s,', (_, use) => {
  beforeAll(use);

  const inputs = {
    ids: Int32Array.from(golden.ids),
    mask: Uint8Array.from(golden.mask),
    shape: [golden.shape[0]!, golden.shape[1]!] as const,
  };
  const batch = { inputs, labels: Float32Array.from(golden.labels) };

  it.each(Object.entries(golden.cases))(
    'gives the logits, loss and gradients of Python’s frameworks: %s',
    async (_name, { options, safetensors, ...expected }) => {
      await expectNoNewTensors(async () => {
        const store = memoryStore();
        await store.write('config.json', encodeConfig({ kind: 'sentiment-classifier', options }));
        await store.write('weights.safetensors', Uint8Array.from(Buffer.from(safetensors, 'base64')));
        const model = await loadModel(store, { kind: 'sentiment-classifier' });
        const actual = learnt(model, batch);
        expectClose(actual.logits!, expected.logits);
        expectClose(actual.loss!, [expected.loss]);
        for (const [name, gradient] of Object.entries(expected.gradients)) {
          expectClose(actual[name]!, gradient, { absolute: 2e-6 });
        }
        expect(Object.keys(expected.gradients)).toEqual(model.variables().map(({ name }) => name));
        model.dispose();
      });
    },
  );

  const anyShape = fc.record({
    cell: fc.constantFrom('gru', 'lstm', 'rnn'),
    units: fc.constantFrom([3], [2, 3]),
    bidirectional: fc.boolean(),
    hidden: fc.constantFrom(undefined, 2),
    pooling: fc.constantFrom('last', 'max', 'mean', 'concat'),
  });
  const anyRows = fc.array(fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 5 }), { minLength: 1, maxLength: 3 });

  it('learns the same from ids, from a mask and from ragged rows, and nothing about padding', async () => {
    const property = fc.property(anyShape, anyRows, fc.integer({ min: 1, max: 2 }), (shape, rows, padding) => {
      const longest = rows.reduce((most, row) => Math.max(most, row.length), 0);
      // Another row, of padding alone, makes the batch longer than its longest text.
      const padded = idBatch([...rows, new Array<number>(longest + padding).fill(0)]);
      const mask = Uint8Array.from(padded.ids, (id) => Math.sign(id));
      const labels = Uint8Array.from(padded.ids.subarray(0, rows.length + 1), (_id, row) => row % 2);
      const results = (['from-ids', 'explicit', 'ragged'] as const).map((masking) =>
        withClassifier({ vocabularySize: 5, embedding: 3, ...shape, masking }, (model) =>
          learnt(model, { inputs: { ...padded, mask }, labels }),
        ),
      );
      for (const name of Object.keys(results[0]!)) {
        for (const other of results.slice(1)) expectClose(other[name]!, results[0]![name]!);
      }
      for (const { embedding } of results) expect(embedding!.slice(0, 3)).toEqual([0, 0, 0]);
    });
    await expectNoNewTensors(() => fc.assert(property, { seed: 42, numRuns: 15 }));
  });

  it('gives a row the same logit alone and padded, unless padding is read like a word', () => {
    const row = [1, 4, 2];
    const alone = idBatch([row]);
    const padded = idBatch([row, [1, 1, 3, 4, 2, 2, 1]]);
    const difference = (masking: Masking): number =>
      withClassifier({ vocabularySize: 5, embedding: 3, cell: 'gru', units: [4], masking }, (model) => {
        const [[short], [long]] = [model.classify(alone), model.classify(padded)];
        return Math.abs(short! - long!);
      });
    for (const masking of ['from-ids', 'explicit', 'ragged'] as const) expect(difference(masking)).toBeLessThan(1e-6);
    expect(difference('none')).toBeGreaterThan(1e-3);
  });

  it.each<Partial<SentimentClassifierOptions>>([
    {},
    { pooling: 'max', bidirectional: true },
    { pooling: 'concat' },
    { pooling: 'concat', bidirectional: true },
  ])('knows nothing of an empty text but what it thought before reading: %j', (changed) => {
    withClassifier({ vocabularySize: 5, embedding: 3, cell: 'lstm', units: [2], ...changed }, (model) => {
      const empty = { ids: new Int32Array(2), mask: new Uint8Array(2), shape: [2, 1] as const };
      const bias = model
        .variables()
        .find(({ name }) => name === 'output.bias')!
        .variable.dataSync()[0]!;
      const prior = 1 / (1 + Math.exp(-bias));
      expectClose(model.classify(empty), [prior, prior]);
    });
  });

  it('thinks of each word what it thinks of a text of that word', () => {
    withClassifier({ vocabularySize: 5, embedding: 3, cell: 'gru', units: [2], hidden: 3 }, (model) => {
      expectClose(model.wordProbabilities(), model.classify(idBatch([[0], [1], [2], [3], [4]])));
    });
  });
});
