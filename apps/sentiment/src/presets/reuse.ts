import { common, reading } from './hyper-parameters.js';
import type { Preset } from './hyper-parameters.js';

/** What was learned elsewhere, taken over. */
export const reuse = {
  pretrained: {
    ...reading,
    summary: 'word vectors from a file (--vectors), kept or, with --no-frozen, trained on; GRU 64 from both ends',
    needs: 'vectors',
    tokenizer: 'basic-english',
    vocabulary: 20_000,
    frozen: true,
    cell: 'gru',
    units: [64],
    bidirectional: true,
    masking: 'ragged',
    dropout: 0.2,
    maxLength: 400,
    bucketWidth: 20,
    optimizer: 'adam',
    learningRate: 1e-3,
    clipNorm: 1,
    epochs: 5,
  },
  transfer: {
    ...reading,
    summary: 'a language model of apps/shakespeare (--language-model), taken over and trained on, after ULMFiT',
    needs: 'languageModel',
    tokenizer: 'language-model',
    pooling: 'mean',
    masking: 'ragged',
    dropout: 0.5,
    outputDropout: 0.5,
    // ULMFiT's language model read a hundred million words, and its embedding learns slowest. One that read a million knows
    // little of most words: its embedding learns fastest, at four times the rate of the output.
    layerRate: 0.5,
    unfreezeEvery: 1,
    maxLength: 400,
    batch: 16,
    bucketWidth: 20,
    optimizer: 'adam',
    learningRate: 3e-3,
    clipNorm: 1,
    epochs: 24,
    validateEvery: 28,
    checkpointEvery: 28,
  },
  'universal-sentence-encoder': {
    ...common,
    summary: 'vectors of whole texts by @tensorflow-models/universal-sentence-encoder, Dense 64, Dense 1',
    encoder: 'universal-sentence-encoder',
    hidden: 64,
    optimizer: 'nadam',
    learningRate: 1e-3,
    epochs: 10,
  },
} satisfies Record<string, Preset>;
