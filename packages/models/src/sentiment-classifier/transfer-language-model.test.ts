import '@tensorflow/tfjs-backend-cpu';
import { Random } from '@refrain/core';
import { expectClose, expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import { charRnn, sentimentClassifier, transferLanguageModel } from '../index.js';
import type { CharRnnOptions, SentimentClassifierOptions } from '../index.js';
import { idBatch } from '../testing/sequence-batch.js';

beforeAll(() => tf.setBackend('cpu'));

const shared = { vocabularySize: 5, embedding: 3, cell: 'lstm', units: [4, 2] } as const;

describe('transferLanguageModel', () => {
  it('takes over what reads, and leaves what decides', async () => {
    await expectNoNewTensors(() => {
      const from = charRnn(shared, new Random(1));
      const to = sentimentClassifier({ ...shared, hidden: 3 }, new Random(2));
      const untouched = to
        .variables()
        .slice(-4)
        .map(({ variable }) => [...variable.dataSync()]);
      expect(transferLanguageModel(from, to)).toEqual([
        'embedding',
        ...['kernel', 'recurrentKernel', 'bias'].map((name) => `layers.0.${name}`),
        ...['kernel', 'recurrentKernel', 'bias'].map((name) => `layers.1.${name}`),
      ]);
      from
        .variables()
        .slice(0, 7)
        .forEach(({ variable }, index) => {
          expect([...to.variables()[index]!.variable.dataSync()]).toEqual([...variable.dataSync()]);
        });
      expect(
        to
          .variables()
          .slice(-4)
          .map(({ variable }) => [...variable.dataSync()]),
      ).toEqual(untouched);
      from.dispose();
      // The values are copies: the classifier goes on without the language model.
      expect(to.classify(idBatch([[1, 2]])).length).toBe(1);
      to.dispose();
    });
  });

  it('makes the classifier read as the language model does', () => {
    const options = { vocabularySize: 5, embedding: 3, cell: 'gru', units: [4] } as const;
    const from = charRnn(options, new Random(1));
    const to = sentimentClassifier(options, new Random(2));
    transferLanguageModel(from, to);
    tf.tidy(() => {
      const inputs = idBatch([[3, 1, 4], [2]]);
      const { carry } = from.logits(inputs);
      const [kernel, bias] = to
        .variables()
        .slice(-2)
        .map(({ variable }) => variable);
      const expected = tf.add(tf.matMul(carry[0]!, kernel as tf.Tensor2D), bias!);
      expectClose(to.logits(inputs).dataSync(), expected.dataSync());
    });
    for (const model of [from, to]) model.dispose();
  });

  const remedy = "Make the classifier with the language model's options.";
  it.each<[Partial<CharRnnOptions>, Partial<SentimentClassifierOptions>, string]>([
    [{}, { vocabularySize: 6 }, `a classifier with vocabularySize 5, as the language model has; received 6. ${remedy}`],
    [
      { embedding: 'one-hot' },
      {},
      `a classifier with embedding "one-hot", as the language model has; received 3. ${remedy}`,
    ],
    [{ cell: 'rnn' }, {}, `a classifier with cell "rnn", as the language model has; received "lstm". ${remedy}`],
    [{ units: [4] }, {}, `a classifier with units [4], as the language model has; received [4,2]. ${remedy}`],
    [
      { cell: 'gru', resetAfter: false },
      { cell: 'gru' },
      `a classifier with resetAfter false, as the language model has; received true. ${remedy}`,
    ],
    [{}, { bidirectional: true }, `a classifier of one direction; received a bidirectional one. ${remedy}`],
  ])('refuses a language model %j for a classifier %j', async (ours, theirs, message) => {
    await expectNoNewTensors(() => {
      const from = charRnn({ ...shared, ...ours }, new Random(1));
      const to = sentimentClassifier({ ...shared, ...theirs }, new Random(2));
      const before = [...to.variables()[0]!.variable.dataSync()];
      expect(() => transferLanguageModel(from, to)).toThrow(new Error(`transferLanguageModel expects ${message}`));
      expect([...to.variables()[0]!.variable.dataSync()]).toEqual(before);
      for (const model of [from, to]) model.dispose();
    });
  });
});
