import type { Initialization, Recurrence } from '@refrain/models';
import type { OptimizerSettings, Schedule } from '@refrain/app-kit/training';

/** How text is cut into the tokens that the model reads and writes. */
export const tokenizerKinds = ['char', 'word', 'bpe', 'unigram'] as const;

export type TokenizerKind = (typeof tokenizerKinds)[number];

/** What a recurrence that is written out takes along. */
export const recurrences = ['hidden-to-hidden', 'output-to-hidden', 'output-to-output'] as const satisfies Recurrence[];

/** What a run is trained with; every field is stored with the run. */
export interface HyperParameters extends OptimizerSettings {
  readonly tokenizer: TokenizerKind;
  /** Tokens of the vocabulary: at most so many words, exactly so many subwords; absent for characters. */
  readonly vocabulary?: number;
  /** Whether the header and the licence of a book from Project Gutenberg are cut away. @default false */
  readonly gutenberg?: boolean;
  /** Whether line ends are read as spaces. @default false */
  readonly joinLines?: boolean;
  /** Reads only so many characters from the beginning of the text. @default all */
  readonly characters?: number;
  /** Sequences are the lines of the text, each read to its end. @default they are windows */
  readonly lines?: LineReading;
  /** Whether the text is lower-cased first. */
  readonly lowercase: boolean;
  /** Width of the embedding, or one-hot input; with word vectors it is theirs. */
  readonly embedding: number | 'one-hot';
  /** The file of word vectors that the embedding starts from. */
  readonly vectors?: string;
  /** Whether the embedding stays as it is in the file of word vectors. */
  readonly frozen?: boolean;
  readonly cell: 'gru' | 'lstm' | 'rnn';
  /** Has the recurrence written out in plain operations, in this form. @default the fused layers of `cell` */
  readonly recurrence?: Recurrence;
  /** Units of each layer, from the first to the last. */
  readonly units: readonly number[];
  /** How the weights are drawn. @default 'keras' */
  readonly initialization?: Initialization;
  /** Share of each layer's inputs that training leaves out. */
  readonly dropout: number;
  /** Share of each layer's state that training leaves out where it enters the recurrent product. */
  readonly recurrentDropout: number;
  /** Tokens a window: how far back in time the gradient reaches. Of lines, how many are read at most. */
  readonly length: number;
  /** Windows or lines a batch. */
  readonly batch: number;
  /** Whether the state is carried from each window to the one that follows it in the text, instead of shuffling windows. */
  readonly stateful: boolean;
  /** Whether each epoch cuts the text into windows, which then don't overlap, at places of its own. @default false */
  readonly movingCuts?: boolean;
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
  /** Whether the history has the perplexity: e to the power of the loss. @default false */
  readonly perplexity?: boolean;
  /** Steps between two rows of the history with their validations, two samples, and two checkpoints. @default an epoch */
  readonly validateEvery?: number;
  readonly sampleEvery?: number;
  readonly checkpointEvery?: number;
  /** How the texts during the training are written, one each. @default at temperature 0.8 */
  readonly whileTraining?: readonly Choice[];
  /** How the texts at the end are written, one each. @default at temperatures 0.2, 0.7 and 1.2 */
  readonly atEnd?: readonly Choice[];
}

/** How the tokens of a text are chosen: always the most probable, or drawn. */
export type Choice = { readonly greedy: true } | { readonly temperature: number } | { readonly scaleFactor: number };

/** A choice as a heading: `Temperature 0.7`. */
export function choiceTitle(choice: Choice): string {
  if ('greedy' in choice) return 'Greedy';
  return 'temperature' in choice ? `Temperature ${choice.temperature}` : `Scale factor ${choice.scaleFactor}`;
}

/** How lines become sequences. */
export interface LineReading {
  /** What ends each line: the character of a new line, or a token of its own. */
  readonly end: 'newline' | 'token';
  /** Where lines are filled up to the longest of their batch. */
  readonly padding: 'pre' | 'post';
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
  /** What samples begin with, where the text has its characters; '' as lines of the text do. @default 'Shall I' */
  readonly prompt?: string;
  /** The corpus where none is given. @default 'sonnets' */
  readonly corpus?: string;
}

export const constant: Schedule = { kind: 'constant' };
