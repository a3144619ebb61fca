import type { OptimizerSettings, Schedule } from '@refrain/app-kit/training';

/** How text is cut into the tokens that the model reads and writes. */
export const tokenizerKinds = ['char', 'word', 'bpe', 'unigram'] as const;

export type TokenizerKind = (typeof tokenizerKinds)[number];

/** What a run is trained with; every field is stored with the run. */
export interface HyperParameters extends OptimizerSettings {
  readonly tokenizer: TokenizerKind;
  /** Tokens of the vocabulary: at most so many words, exactly so many subwords; absent for characters. */
  readonly vocabulary?: number;
  /** Whether the text is lower-cased first. */
  readonly lowercase: boolean;
  /** Width of the embedding, or one-hot input. */
  readonly embedding: number | 'one-hot';
  readonly cell: 'gru' | 'lstm' | 'rnn';
  /** Units of each layer, from the first to the last. */
  readonly units: readonly number[];
  /** Share of each layer's inputs that training leaves out. */
  readonly dropout: number;
  /** Share of each layer's state that training leaves out where it enters the recurrent product. */
  readonly recurrentDropout: number;
  /** Tokens a window: how far back in time the gradient reaches. */
  readonly length: number;
  /** Windows a batch. */
  readonly batch: number;
  /** Whether the state is carried from each window to the one that follows it in the text, instead of shuffling windows. */
  readonly stateful: boolean;
  /** Largest norm of all gradients together. */
  readonly clipNorm?: number;
  /** Largest size of one gradient value. */
  readonly clipValue?: number;
  readonly steps?: number;
  readonly epochs?: number;
  readonly seed: number;
  readonly split: Split;
  /** Which of the validation's figures picks the weights that are kept. */
  readonly monitor: 'validationLoss' | 'validationAccuracy';
  /** Steps between two validations, two samples, and two checkpoints. */
  readonly validateEvery: number;
  readonly sampleEvery: number;
  readonly checkpointEvery: number;
}

/** Where the text is cut into the parts to train on, to validate on, and (the rest) to test on. */
export interface Split {
  /** Positions of the two cuts, in characters whatever the tokenizer; used where the text is longer than the second. */
  readonly positions?: readonly [train: number, validation: number];
  /** The two cuts as fractions of the text. */
  readonly fractions: readonly [train: number, validation: number];
}

/** A preset: a line for the help and what a run is trained with unless options say otherwise. */
export interface Preset extends HyperParameters {
  readonly summary: string;
}

const constant: Schedule = { kind: 'constant' };

/** Géron, "Hands-On Machine Learning", 3rd edition, chapter 16: one model, trained in three ways. */
const geron: Preset = {
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

/** Every preset by name: the one place where the numbers of a run are chosen. */
export const presets = {
  quick: {
    summary: 'about a minute on the sonnets with two processors',
    tokenizer: 'char',
    lowercase: false,
    embedding: 32,
    cell: 'gru',
    units: [192],
    dropout: 0,
    recurrentDropout: 0.3,
    length: 64,
    batch: 32,
    stateful: true,
    optimizer: 'adamw',
    learningRate: 8e-3,
    schedule: { kind: 'cosine', warmupSteps: 50, finalFraction: 0.05 },
    clipNorm: 1,
    weightDecay: 0.01,
    steps: 1500,
    seed: 42,
    split: { fractions: [0.9, 1] },
    monitor: 'validationLoss',
    validateEvery: 100,
    sampleEvery: 150,
    checkpointEvery: 150,
  },
  geron,
  'geron-single': { ...geron, summary: 'the same with carried state, one strip of text', stateful: true, batch: 1 },
  'geron-stateful': { ...geron, summary: 'the same with carried state, 32 strips of text', stateful: true },
  stacked: {
    ...geron,
    summary: 'one-hot input, two GRU 128 with input dropout 0.2, Adam',
    embedding: 'one-hot',
    units: [128, 128],
    dropout: 0.2,
    optimizer: 'adam',
    split: { fractions: [0.9, 1] },
  },
  'char-rnn': {
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
  },
  best: {
    summary: 'the lowest validation loss in three minutes on tinyshakespeare',
    tokenizer: 'char',
    lowercase: false,
    embedding: 64,
    cell: 'gru',
    units: [256],
    dropout: 0,
    recurrentDropout: 0,
    length: 64,
    batch: 32,
    stateful: true,
    optimizer: 'adamw',
    learningRate: 4e-3,
    schedule: { kind: 'cosine', warmupSteps: 100, finalFraction: 0.02 },
    clipNorm: 1,
    weightDecay: 0.01,
    steps: 2300,
    seed: 42,
    split: { fractions: [0.9, 1] },
    monitor: 'validationLoss',
    validateEvery: 460,
    sampleEvery: 460,
    checkpointEvery: 460,
  },
} as const satisfies Record<string, Preset>;

export type PresetName = keyof typeof presets;

export const presetNames = Object.keys(presets) as PresetName[];

/** The preset of that name, with every field that presets may have. */
export function preset(name: PresetName): Preset {
  return presets[name];
}
