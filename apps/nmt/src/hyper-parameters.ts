import type { OptimizerSettings } from '@refrain/app-kit/training';

/** How sentences are cut: into words as Keras's TextVectorization does, or into byte pairs. */
export const tokenizerKinds = ['words', 'bpe'] as const;

/** Where the decoder looks at the source. */
export const attentionKinds = ['none', 'dot', 'scaled-dot', 'general', 'additive'] as const;

/** When the decoder looks: behind its layers, from their new state, or before them, from the state before. */
export const attentionOrders = ['luong', 'bahdanau'] as const;

/**
 * What the output layer reads with attention: decoder and context side by side, the context alone, Luong's vector of both,
 * or in Bahdanau's order the decoder alone.
 */
export const readoutKinds = ['concatenation', 'context', 'combined', 'hidden'] as const;

/** What a run is trained with; every field is stored with the run. */
export interface HyperParameters extends OptimizerSettings {
  readonly tokenizer: (typeof tokenizerKinds)[number];
  /** Tokens of each language's vocabulary: at most so many words, exactly so many byte pairs; special ones among them. */
  readonly vocabulary: number;
  /** Whether both languages have one vocabulary, and its embedding. @default false */
  readonly sharedVocabulary?: boolean;
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
  /** When the decoder looks; absent without attention. @default luong */
  readonly attentionOrder?: (typeof attentionOrders)[number];
  /** What the output layer reads with attention; absent without it. @default concatenation */
  readonly readout?: (typeof readoutKinds)[number];
  /** Whether, in Luong's order, attention runs inside the loop, and the decoder reads what it gave before. */
  readonly inputFeeding: boolean;
  /** Whether the output layer reads with the vectors of the target's embedding. */
  readonly tiedOutput: boolean;
  readonly dropout: number;
  /** What the learning rate is multiplied by for the embeddings. @default 1 */
  readonly embeddingRate?: number;
  /** Share of the target's probability that is spread over all tokens in training. */
  readonly labelSmoothing: number;
  /** Tokens that each target is told from in training; absent where it is told from all. */
  readonly sampledSoftmax?: number;
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
