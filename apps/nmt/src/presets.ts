import type { OptimizerSettings } from '@refrain/app-kit/training';

/** How sentences are cut: into words as Keras's TextVectorization does, or into byte pairs. */
export const tokenizerKinds = ['words', 'bpe'] as const;

/** Where the decoder looks at the source. */
export const attentionKinds = ['none', 'dot', 'scaled-dot', 'general', 'additive'] as const;

/** What the output layer reads with attention: decoder and context side by side, the context alone, or Luong's vector. */
export const readoutKinds = ['concatenation', 'context', 'combined'] as const;

/** What a run is trained with; every field is stored with the run. */
export interface HyperParameters extends OptimizerSettings {
  readonly tokenizer: (typeof tokenizerKinds)[number];
  /** Tokens of each language's vocabulary: at most so many words, exactly so many byte pairs; special ones among them. */
  readonly vocabulary: number;
  /** Whether both sides are lower-cased; words, as Keras's, in the letters A to Z alone. */
  readonly lowercase: boolean;
  /** Whether ¡ and ¿ are left out. */
  readonly removeInvertedMarks: boolean;
  readonly embedding: number;
  readonly cell: 'gru' | 'lstm';
  /** Units of each layer of the decoder; a bidirectional encoder has half of them in each direction. */
  readonly units: readonly number[];
  readonly bidirectional: boolean;
  readonly attention: (typeof attentionKinds)[number];
  /** What the output layer reads with attention. */
  readonly readout?: (typeof readoutKinds)[number];
  /** Whether attention runs inside the loop, and the decoder reads what it gave before. */
  readonly inputFeeding: boolean;
  /** Whether the output layer reads with the vectors of the target's embedding. */
  readonly tiedOutput: boolean;
  readonly dropout: number;
  /** Share of the target's probability that is spread over all tokens in training. */
  readonly labelSmoothing: number;
  /** Probability that the decoder reads in training what it would have written instead of the true token. */
  readonly scheduledSampling: number;
  /** Most tokens of a sentence, and of a translation with its end; longer pairs are left out. */
  readonly maxLength: number;
  /** Pairs a batch. */
  readonly batch: number;
  /** Lengths within which pairs are put together; absent where lengths don't matter. */
  readonly bucketWidth?: number;
  /** Largest norm of all gradients together. */
  readonly clipNorm?: number;
  readonly steps?: number;
  readonly epochs?: number;
  /** Pairs to train on, at most. */
  readonly trainingPairs?: number;
  /** Source sentences to validate on, and to hold out to the end. */
  readonly validation: number;
  readonly test: number;
  readonly seed: number;
  /** Which of the validation's figures picks the weights that are kept. */
  readonly monitor: 'validationLoss' | 'validationAccuracy';
  /** Steps between two validations, two samples, and two checkpoints. */
  readonly validateEvery: number;
  readonly sampleEvery: number;
  readonly checkpointEvery: number;
}

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
    vocabulary: 8000,
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
    dropout: 0.2,
    labelSmoothing: 0.1,
    scheduledSampling: 0,
    maxLength: 50,
    batch: 64,
    bucketWidth: 2,
    optimizer: 'adamw',
    learningRate: 3e-3,
    schedule: { kind: 'cosine', warmupSteps: 200, finalFraction: 0.02 },
    weightDecay: 0.01,
    clipNorm: 1,
    steps: 7000,
    validation: 500,
    test: 2000,
    seed: 42,
    monitor: 'validationLoss',
    validateEvery: 500,
    sampleEvery: 500,
    checkpointEvery: 500,
  },
  geron,
  'geron-bidirectional': geronBidirectional,
  'geron-attention': {
    ...geronBidirectional,
    summary: 'the same with Luong dot attention',
    attention: 'dot',
    readout: 'context',
  },
  bahdanau: {
    ...geron,
    summary: 'Bahdanau: GRU 256, additive attention inside the loop, byte pairs, Adam',
    tokenizer: 'bpe',
    vocabulary: 4000,
    lowercase: false,
    removeInvertedMarks: false,
    cell: 'gru',
    units: [256],
    bidirectional: true,
    attention: 'additive',
    readout: 'combined',
    inputFeeding: true,
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
