import type { HyperParameters } from './hyper-parameters.js';

/** A preset: a line for the help and what a run is trained with unless options say otherwise. */
export interface Preset extends HyperParameters {
  readonly summary: string;
}

/** Géron, "Hands-On Machine Learning", 3rd edition, chapter 16: one translator, three times. */
const geron: Preset = {
  summary: 'Géron, chapter 16: 1,000 words each, Embedding 128, LSTM 512, Nadam',
  tokenizer: 'words',
  vocabulary: 1000,
  lowercase: true,
  removeInvertedMarks: true,
  embedding: 128,
  cell: 'lstm',
  units: [512],
  bidirectional: false,
  attention: 'none',
  inputFeeding: false,
  tiedOutput: false,
  dropout: 0,
  labelSmoothing: 0,
  scheduledSampling: 0,
  maxLength: 50,
  batch: 32,
  optimizer: 'nadam',
  learningRate: 1e-3,
  schedule: { kind: 'constant' },
  epochs: 10,
  trainingPairs: 100_000,
  validation: 1000,
  test: 2000,
  seed: 42,
  monitor: 'validationAccuracy',
  validateEvery: 500,
  sampleEvery: 250,
  checkpointEvery: 500,
};

const geronBidirectional: Preset = {
  ...geron,
  summary: 'the same with an encoder of 256 units in each direction',
  bidirectional: true,
};

/** Every preset by name: the one place where the numbers of a run are chosen. */
export const presets = {
  quick: {
    summary: 'about two minutes on the phrasebook with two processors',
    tokenizer: 'bpe',
    vocabulary: 1000,
    lowercase: false,
    removeInvertedMarks: false,
    embedding: 128,
    cell: 'gru',
    units: [160],
    bidirectional: true,
    attention: 'dot',
    readout: 'combined',
    inputFeeding: false,
    tiedOutput: false,
    dropout: 0.2,
    labelSmoothing: 0,
    scheduledSampling: 0,
    maxLength: 50,
    batch: 64,
    bucketWidth: 2,
    optimizer: 'adamw',
    learningRate: 1e-2,
    schedule: { kind: 'cosine', warmupSteps: 100, finalFraction: 0.02 },
    weightDecay: 0.05,
    clipNorm: 1,
    steps: 2400,
    validation: 200,
    test: 1000,
    seed: 42,
    monitor: 'validationLoss',
    validateEvery: 200,
    sampleEvery: 400,
    checkpointEvery: 400,
  },
  small: {
    summary: 'a quarter of an hour on spa-eng: lower-cased byte pairs, GRU 256, Luong dot attention',
    tokenizer: 'bpe',
    vocabulary: 2000,
    lowercase: true,
    removeInvertedMarks: false,
    embedding: 256,
    cell: 'gru',
    units: [256],
    bidirectional: true,
    attention: 'dot',
    readout: 'combined',
    inputFeeding: false,
    tiedOutput: true,
    dropout: 0.15,
    labelSmoothing: 0.1,
    scheduledSampling: 0,
    maxLength: 50,
    batch: 64,
    bucketWidth: 2,
    optimizer: 'adamw',
    learningRate: 6e-3,
    schedule: { kind: 'cosine', warmupSteps: 200, finalFraction: 0.02 },
    weightDecay: 0.01,
    clipNorm: 1,
    steps: 7000,
    validation: 500,
    test: 2000,
    seed: 42,
    monitor: 'validationLoss',
    validateEvery: 1000,
    sampleEvery: 1000,
    checkpointEvery: 500,
  },
  geron,
  'geron-bidirectional': geronBidirectional,
  'geron-attention': {
    ...geronBidirectional,
    summary: 'the same with Luong dot attention',
    attention: 'dot',
    readout: 'context',
    // At one rate for all weights it learns more slowly than the book says, here as in PyTorch; so it keeps to its curve.
    embeddingRate: 16,
  },
  bahdanau: {
    ...geron,
    summary: 'Bahdanau: GRU 256, additive attention before each step of the decoder, byte pairs, Adam',
    tokenizer: 'bpe',
    vocabulary: 4000,
    lowercase: false,
    removeInvertedMarks: false,
    cell: 'gru',
    units: [256],
    bidirectional: true,
    attention: 'additive',
    attentionOrder: 'bahdanau',
    readout: 'concatenation',
    inputFeeding: false,
    batch: 64,
    bucketWidth: 2,
    optimizer: 'adam',
    clipNorm: 1,
    monitor: 'validationLoss',
  },
} as const satisfies Record<string, Preset>;

export type PresetName = keyof typeof presets;

export const presetNames = Object.keys(presets) as PresetName[];

/** The preset of that name, with every field that presets may have. */
export function preset(name: PresetName): Preset {
  return presets[name];
}
