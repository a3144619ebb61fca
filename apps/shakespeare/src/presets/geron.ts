import { constant } from './hyper-parameters.js';
import type { Preset } from './hyper-parameters.js';

/** Géron, "Hands-On Machine Learning", 3rd edition, chapter 16: one model, trained in three ways. */
export const geron: Preset = {
  summary: 'Géron, chapter 16: Embedding 16, GRU 128, Nadam, shuffled windows',
  tokenizer: 'char',
  lowercase: true,
  embedding: 16,
  cell: 'gru',
  units: [128],
  dropout: 0,
  recurrentDropout: 0,
  length: 100,
  batch: 32,
  stateful: false,
  optimizer: 'nadam',
  learningRate: 1e-3,
  schedule: constant,
  epochs: 10,
  seed: 42,
  split: { positions: [1_000_000, 1_060_000], fractions: [0.9, 0.95] },
  monitor: 'validationAccuracy',
  validateEvery: 500,
  sampleEvery: 250,
  checkpointEvery: 500,
};

export const stacked: Preset = {
  ...geron,
  summary: 'one-hot input, two GRU 128 with input dropout 0.2, Adam',
  embedding: 'one-hot',
  units: [128, 128],
  dropout: 0.2,
  optimizer: 'adam',
  split: { fractions: [0.9, 1] },
};
