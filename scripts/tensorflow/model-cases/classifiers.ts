import { memoryStore, Random } from '../../../packages/core/src/index.js';
import {
  charRnn,
  loadModel,
  sentenceClassifier,
  sentimentClassifier,
  transferLanguageModel,
} from '../../../packages/models/src/index.js';
import type { SentimentClassifier, SentimentClassifierOptions } from '../../../packages/models/src/index.js';
import { idBatch } from '../../../packages/models/src/testing/sequence-batch.js';
import { numbersOf, type Numbers, type ParityCase, type ParityCases, randomTensor, tidied } from '../numbers.js';
import { learningOf, raggedRows, stir } from './trained-model.js';

const vocabularySize = 22;
const sizes = { vocabularySize, embedding: 6, units: [15] };
const labels = Float32Array.of(1, 0, 0.5, 1, 0, 1);
const inputs = idBatch(raggedRows(labels.length, 13, vocabularySize));

/** Classifiers, and what is done with models of every kind. */
export const classifierCases: ParityCases = {
  sentimentClassifier: {
    'GRU over an explicit mask': sentimentCase({}),
    'LSTM both ways, two layers, with a hidden one': sentimentCase({
      cell: 'lstm',
      units: [9, 7],
      bidirectional: true,
      hidden: 8,
    }),
    'LSTM that tells padding by its id': sentimentCase({ cell: 'lstm', masking: 'from-ids', dropout: 0.3 }),
    'simple RNN over ragged rows': sentimentCase({ cell: 'rnn', masking: 'ragged', recurrentDropout: 0.3 }),
    'GRU with the reset gate before the product that reads padding': sentimentCase({
      masking: 'none',
      resetAfter: false,
    }),
  },
  transferLanguageModel: { 'of a GRU': transferCase },
  sentenceClassifier: {
    plain: sentenceCase({}),
    'with a hidden layer and dropout': sentenceCase({ hidden: 9, dropout: 0.2 }),
  },
  loadModel: { 'of a classifier': loadCase },
};

function sentimentCase(options: Partial<SentimentClassifierOptions>): ParityCase {
  return () => sentimentNumbers(sentimentClassifier({ ...sizes, cell: 'gru', ...options }, new Random(3)));
}

function sentimentNumbers(model: SentimentClassifier): Numbers {
  stir(model);
  const learning = learningOf(model, { inputs, labels });
  const logits = tidied(() => numbersOf(model.logits(inputs)));
  const read = { logits, probabilities: model.classify(inputs), words: model.wordProbabilities() };
  model.dispose();
  return { ...learning, ...read };
}

function transferCase(): Numbers {
  const source = charRnn({ ...sizes, cell: 'gru' }, new Random(4));
  stir(source);
  const model = sentimentClassifier({ ...sizes, cell: 'gru' }, new Random(3));
  transferLanguageModel(source, model);
  source.dispose();
  return sentimentNumbers(model);
}

async function loadCase(): Promise<Numbers> {
  const model = sentimentClassifier({ ...sizes, cell: 'lstm' }, new Random(3));
  const store = memoryStore();
  await model.save(store);
  model.dispose();
  return sentimentNumbers(await loadModel(store, { kind: 'sentiment-classifier' }));
}

function sentenceCase(options: { hidden?: number; dropout?: number }): ParityCase {
  return () => {
    const model = sentenceClassifier({ inputs: 12, ...options }, new Random(3));
    stir(model);
    const values = Float32Array.from(tidied(() => numbersOf(randomTensor([labels.length, 12], 1))));
    const vectors = { values, shape: [labels.length, 12] as const };
    const learning = learningOf(model, { inputs: vectors, labels });
    const probabilities = model.classify(vectors);
    model.dispose();
    return { ...learning, probabilities };
  };
}
