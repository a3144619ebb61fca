import type { CellKind } from '@refrain/ops';
import type { ClassifierInitialization } from './initialization.js';
import type { Pooling } from './pooling.js';

/**
 * What a classifier knows of padding:
 *
 * - `'none'`: nothing; padding is read like a word, so that behind hundreds of it little is left of the text
 * - `'from-ids'`: positions whose id is `paddingId` are skipped, as with `mask_zero` of Keras
 * - `'explicit'`: positions are skipped where the batch's mask is 0
 * - `'ragged'`: rows end where the batch's mask does, and the batch with its longest row, so that no padding reaches
 *   the recurrence, as with ragged tensors of TensorFlow and packed sequences of PyTorch
 *
 * On batches padded behind with `paddingId`, the last three give the same numbers.
 */
export type Masking = 'none' | 'from-ids' | 'explicit' | 'ragged';

/** What a sentiment classifier is made of. */
export interface SentimentClassifierOptions {
  /** How many ids there are; ids are 0 … `vocabularySize` - 1, those of padding and unknown words included. */
  readonly vocabularySize: number;
  /** Width of the learnt vector of each id. */
  readonly embedding: number;
  /** The cell of every layer: `'gru'`, `'lstm'` or `'rnn'` (tanh). */
  readonly cell: CellKind;
  /** Width of each recurrent layer, first to last; of each direction where there are two. */
  readonly units: readonly number[];
  /** Every layer reads from both ends, and gives the outputs of both side by side. @default false */
  readonly bidirectional?: boolean;
  /** What of the last layer is decided by. @default 'last' */
  readonly pooling?: Pooling;
  /** Width of a hidden layer (ReLU) between what is pooled and the output. @default none */
  readonly hidden?: number;
  /**
   * Share of each recurrent layer's inputs that is set to 0 in training, from 0 to below 1. As in Keras one mask a row
   * holds for all positions.
   *
   * @default 0
   */
  readonly dropout?: number;
  /** Share of each layer's state that is set to 0 in training where it enters the recurrent product; one mask a row. @default 0 */
  readonly recurrentDropout?: number;
  /** Share of what the hidden layer reads, and of what the output reads, that is set to 0 in training. @default 0 */
  readonly outputDropout?: number;
  /** How padding is told from words. @default 'explicit' */
  readonly masking?: Masking;
  /** The id of padding, for `masking: 'from-ids'` only. @default 0 */
  readonly paddingId?: number;
  /** For `'gru'` only: the reset gate multiplies the state behind the recurrent product rather than before it. @default true */
  readonly resetAfter?: boolean;
  /**
   * Vectors to begin with, row-major `[vocabularySize, embedding]`, such as those of GloVe; copied, and not part of what
   * is saved as options. To keep them as they are, train with `trainable: (variable) => variable !== 'embedding'`.
   *
   * @default drawn
   */
  readonly embeddingWeights?: Float32Array;
  /**
   * How the other weights are drawn; not part of what is saved. `'pytorch'`: the embedding from the standard normal
   * distribution, all of a layer, biases too, uniform within ±1/√units, where units are a recurrent layer's own and for
   * the others those that they read.
   *
   * @default 'keras'
   */
  readonly initialization?: ClassifierInitialization;
}

/** {@link SentimentClassifierOptions} with every default filled in; what does not apply is left out. */
export type ResolvedSentimentClassifierOptions = Required<
  Omit<SentimentClassifierOptions, 'hidden' | 'paddingId' | 'resetAfter' | 'embeddingWeights' | 'initialization'>
> &
  Pick<SentimentClassifierOptions, 'hidden' | 'paddingId' | 'resetAfter'>;
