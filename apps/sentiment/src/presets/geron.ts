import { reading } from './hyper-parameters.js';
import type { Preset } from './hyper-parameters.js';

/** Géron, "Hands-On Machine Learning", 3rd edition, chapter 16: one classifier, with four ways to treat padding. */
const unmasked: Preset = {
  ...reading,
  summary: 'Géron, chapter 16: 1,000 words, Embedding 128, GRU 128, Nadam; reads padding, and learns nothing',
  tokenizer: 'words',
  vocabulary: 1000,
  embedding: 128,
  cell: 'gru',
  units: [128],
  masking: 'none',
  optimizer: 'nadam',
  learningRate: 1e-3,
  epochs: 2,
};

const masked: Preset = {
  ...unmasked,
  summary: 'the same, padding masked by its id',
  masking: 'from-ids',
  epochs: 5,
};

export const geron = {
  'geron-unmasked': unmasked,
  'geron-masked': masked,
  'geron-explicit-mask': {
    ...masked,
    summary: 'the same with a mask passed by hand, dropout 0.2',
    masking: 'explicit',
    dropout: 0.2,
  },
  'geron-ragged': { ...masked, summary: 'the same with ragged batches: no padding is computed', masking: 'ragged' },
} satisfies Record<string, Preset>;
