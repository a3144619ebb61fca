import { constant } from './hyper-parameters.js';
import type { Preset } from './hyper-parameters.js';

/** Raschka, Liu and Mirjalili, "Machine Learning with PyTorch and Scikit-Learn", chapter 15: The Mysterious Island. */
export const verne: Preset = {
  summary: 'Raschka, chapter 15: Embedding 256, LSTM 512, Adam, shuffled windows of 40',
  tokenizer: 'char',
  gutenberg: true,
  lowercase: false,
  embedding: 256,
  cell: 'lstm',
  units: [512],
  initialization: 'pytorch',
  dropout: 0,
  recurrentDropout: 0,
  length: 40,
  batch: 64,
  stateful: false,
  optimizer: 'adam',
  // That of the book's repository. With the 1e-3 of its text a new model is at a loss of 1.5 after 500 steps, in PyTorch too.
  learningRate: 5e-3,
  schedule: constant,
  steps: 10_000,
  seed: 1,
  prompt: 'The island',
  // All of the text is trained on.
  split: { fractions: [1, 1] },
  monitor: 'validationLoss',
  validateEvery: 50,
  sampleEvery: 500,
  checkpointEvery: 500,
  atEnd: [{ scaleFactor: 2 }, { scaleFactor: 1 }, { scaleFactor: 0.5 }],
};
