import type { OptimizerSettings } from '@refrain/app-kit/training';
import type { ClassifierInitialization, Masking, Pooling } from '@refrain/models';

/**
 * How texts are cut:
 * - `words`: as Keras's TextVectorization, in lower case, without punctuation
 * - `reviews`: without HTML, in lower case, without punctuation, emoticons kept and put last, as in Raschka's book
 * - `basic-english`: in lower case, punctuation marks are words, as torchtext
 * - `spaces`: at white space, in lower case, for texts that are cut into words already
 * - `bpe`: byte pairs, in lower case
 * - `language-model`: as the language model that is taken over
 */
export const tokenizerKinds = ['words', 'reviews', 'basic-english', 'spaces', 'bpe', 'language-model'] as const;

export type TokenizerKind = (typeof tokenizerKinds)[number];

export const maskings = ['none', 'from-ids', 'explicit', 'ragged'] as const satisfies readonly Masking[];

export const poolings = ['last', 'max', 'mean', 'concat'] as const satisfies readonly Pooling[];

/** What a run is trained with; every field is stored with the run. */
export interface HyperParameters extends OptimizerSettings {
  /** Vectors of whole texts that are read instead of words. @default words are read */
  readonly encoder?: 'universal-sentence-encoder';
  /** Absent where vectors of whole texts are read, as all that follows up to `maxLength`. */
  readonly tokenizer?: TokenizerKind;
  /** Tokens of the vocabulary: at most so many words, exactly so many byte pairs. @default all words */
  readonly vocabulary?: number;
  /** Width of the embedding; with word vectors or a language model it is theirs. */
  readonly embedding?: number;
  /** The file of word vectors that the embedding starts from. */
  readonly vectors?: string;
  /** Whether the embedding stays as it is in the file of word vectors. */
  readonly frozen?: boolean;
  /** The folder of the language model that is taken over. */
  readonly languageModel?: string;
  /** Whether only the sizes of the language model are taken over, not what it learned: to compare with. */
  readonly fromScratch?: boolean;
  /** Steps from one layer to the next that joins the training, with a language model. @default an epoch */
  readonly unfreezeEvery?: number;
  /** How many times slower each layer learns than the one behind it, with a language model. */
  readonly layerRate?: number;
  /** The cell and the units of each layer; with a language model they are its own. */
  readonly cell?: 'gru' | 'lstm' | 'rnn';
  readonly units?: readonly number[];
  /** Whether texts are read from both ends. @default false */
  readonly bidirectional?: boolean;
  /** What of the last layer is decided by. @default 'last' */
  readonly pooling?: Pooling;
  /** How the weights are drawn. @default 'keras' */
  readonly initialization?: ClassifierInitialization;
  readonly recurrentDropout?: number;
  /** Share of what the hidden layer and the output read that is left out in training. @default 0 */
  readonly outputDropout?: number;
  readonly masking?: Masking;
  /** Most tokens of a text that are read. */
  readonly maxLength?: number;
  readonly dropout: number;
  /** Width of a hidden layer before the output. */
  readonly hidden?: number;
  /** Texts a batch. */
  readonly batch: number;
  /** Lengths within which texts are put together; absent where lengths don't matter. */
  readonly bucketWidth?: number;
  /** Whether the rows of a batch are ordered by length, the longest first. @default false */
  readonly longestFirst?: boolean;
  /** Largest norm of all gradients together. */
  readonly clipNorm?: number;
  readonly steps?: number;
  readonly epochs?: number;
  /** Texts to train on, as many of each label. @default all */
  readonly labels?: number;
  /** Share of the texts that validates, and share that tests, where the corpus has no such part. */
  readonly validation: number;
  readonly test: number;
  readonly seed: number;
  /** Which of the validation's figures picks the weights that are kept. */
  readonly monitor: 'validationLoss' | 'validationAccuracy';
  /** Steps between two validations, and two checkpoints. @default an epoch */
  readonly validateEvery?: number;
  readonly checkpointEvery?: number;
  /** Whether event files for TensorBoard are written. @default false */
  readonly tensorboard?: boolean;
}

/** A preset: a line for the help and what a run is trained with unless options say otherwise. */
export interface Preset extends HyperParameters {
  readonly summary: string;
  /** What has to be given beside it. */
  readonly needs?: 'vectors' | 'languageModel';
}

/** What all presets have in common, unless they say otherwise. */
export const common = {
  dropout: 0,
  batch: 32,
  schedule: { kind: 'constant' },
  validation: 0.1,
  test: 0.1,
  seed: 42,
  monitor: 'validationAccuracy',
} as const satisfies Partial<HyperParameters>;

/** The same of presets that read words, however long texts are: IMDb's longest review has about as many. */
export const reading = { ...common, maxLength: 2500 } as const satisfies Partial<HyperParameters>;
