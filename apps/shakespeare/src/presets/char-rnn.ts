import type { Preset } from './hyper-parameters.js';

/** Karpathy, "The Unreasonable Effectiveness of Recurrent Neural Networks", 2015, and its program. */
export const karpathy: Preset = {
  summary: "Karpathy's char-rnn: two LSTM 128, RMSProp, carried state",
  tokenizer: 'char',
  lowercase: false,
  embedding: 'one-hot',
  cell: 'lstm',
  units: [128, 128],
  dropout: 0,
  recurrentDropout: 0,
  length: 50,
  batch: 50,
  stateful: true,
  optimizer: 'rmsprop',
  learningRate: 2e-3,
  schedule: { kind: 'decay', factor: 0.97, fromEpoch: 10 },
  clipValue: 5,
  epochs: 50,
  seed: 123,
  split: { fractions: [0.95, 1] },
  monitor: 'validationLoss',
  validateEvery: 1000,
  sampleEvery: 250,
  checkpointEvery: 1000,
};
