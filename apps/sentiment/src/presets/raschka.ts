import { reading } from './hyper-parameters.js';
import type { Preset } from './hyper-parameters.js';

/** Raschka, Liu and Mirjalili, "Machine Learning with PyTorch and Scikit-Learn", chapter 15. */
const base: Preset = {
  ...reading,
  summary: 'Raschka, chapter 15: all words, Embedding 20, LSTM 64, hidden layer 64, packed, Adam',
  tokenizer: 'reviews',
  embedding: 20,
  cell: 'lstm',
  units: [64],
  hidden: 64,
  initialization: 'pytorch',
  masking: 'ragged',
  longestFirst: true,
  optimizer: 'adam',
  learningRate: 1e-3,
  epochs: 10,
  validation: 0.2,
};

export const raschka = {
  raschka: base,
  'raschka-bidirectional': {
    ...base,
    summary: 'the same, read from both ends, learning rate 2e-3',
    bidirectional: true,
    learningRate: 2e-3,
  },
  'raschka-plain': {
    ...base,
    summary: 'the same with a plain tanh RNN, which forgets long texts, and learns little',
    cell: 'rnn',
  },
} satisfies Record<string, Preset>;
