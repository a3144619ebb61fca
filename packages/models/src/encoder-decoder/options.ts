import type { AttentionOrder, AttentionScore, CellKind, DecoderReadout } from '@refrain/ops';

/** How what attention found joins the decoder's output before the output layer. */
export type Readout = DecoderReadout;

/** A loss among a sample of the target vocabulary. */
export interface SampledSoftmax {
  /** How many different ids each target is told from, the same ones for all targets of a batch. */
  readonly samples: number;
}

/** What an encoder-decoder is made of. */
export interface EncoderDecoderOptions {
  /** How many source ids there are, padding and unknown words included. */
  readonly sourceVocabularySize: number;
  /** How many target ids there are, padding, unknown words, start and end included. */
  readonly targetVocabularySize: number;
  /** Width of the learnt vectors of both sides; or give `sourceEmbedding` and `targetEmbedding`. */
  readonly embedding?: number;
  /** Width of the learnt vector of each source id. @default embedding */
  readonly sourceEmbedding?: number;
  /** Width of the learnt vector of each target id. @default embedding */
  readonly targetEmbedding?: number;
  /** The cell of every layer: `'gru'`, `'lstm'` or `'rnn'` (tanh). */
  readonly cell: CellKind;
  /** Width of each decoder layer, first to last. */
  readonly units: readonly number[];
  /**
   * Width of each encoder layer, in each of its directions; there may be more or fewer layers than the decoder has. The
   * last decoder layer starts from the final state of the last encoder layer, the one before it from the one before, and
   * decoder layers that find none left from the first. Where widths differ a learnt bridge stands between.
   *
   * @default units; half of them for a bidirectional encoder, whose two states side by side then fit
   */
  readonly encoderUnits?: readonly number[];
  /** Whether every encoder layer reads the source from both ends. @default false */
  readonly bidirectional?: boolean;
  /**
   * Where the decoder looks at the source: nowhere, or by the score of that name of `attention` in `@refrain/ops`.
   * `'dot'` and `'scaled-dot'` need an encoder whose outputs are as wide as the decoder.
   *
   * @default 'none'
   */
  readonly attention?: AttentionScore | 'none';
  /**
   * With attention, when the decoder looks. `'luong'`: after its layers, from their new state (Luong et al., 2015).
   * `'bahdanau'`: before them, from the state that the last layer had at the position before, and the first layer reads
   * the context beside the id (Bahdanau et al., 2015); attention then runs inside the loop over time.
   *
   * @default 'luong'
   */
  readonly attentionOrder?: AttentionOrder;
  /** For `'additive'` attention: width in which queries and keys are compared. @default the last of `units` */
  readonly attentionUnits?: number;
  /**
   * With attention, what the output layer reads: the decoder's output h and the context c side by side
   * (`'concatenation'`), the context alone (`'context'`, as in Géron's book), Luong's attentional vector
   * tanh(W [h; c]) (`'combined'`), or in Bahdanau's order, where h has read c, the decoder's output alone (`'hidden'`).
   *
   * @default 'concatenation'
   */
  readonly readout?: Readout;
  /** For `'combined'`: width of the attentional vector. @default the target embedding's with tiedOutput, else the last of `units` */
  readonly readoutUnits?: number;
  /**
   * In Luong's order, whether the first decoder layer also reads what the output layer read at the position before, so
   * that the decoder knows where it has looked (Luong et al., 2015). Attention then runs inside the loop over time.
   *
   * @default false
   */
  readonly inputFeeding?: boolean;
  /**
   * Uses the target embedding, transposed, as the output's kernel; what the output layer reads must be as wide. Press and
   * Wolf, "Using the Output Embedding to Improve Language Models", 2017.
   *
   * @default false
   */
  readonly tiedOutput?: boolean;
  /** One embedding for both sides, which must have one vocabulary. @default false */
  readonly sharedEmbedding?: boolean;
  /**
   * Share of each layer's inputs, embeddings included, and of what the output layer reads that is set to 0 in training,
   * from 0 to below 1; one mask a row holds for all positions (Gal and Ghahramani, 2016).
   *
   * @default 0
   */
  readonly dropout?: number;
  /** Share of each layer's state that is set to 0 in training where it enters the recurrent product; one mask a row. @default 0 */
  readonly recurrentDropout?: number;
  /** Share of the target's probability that is spread evenly over all ids, in training only. @default 0 */
  readonly labelSmoothing?: number;
  /**
   * Trains on a sample of the target vocabulary instead of all of it, so that the output layer computes the sampled ids
   * and the true ones alone: for vocabularies of tens of thousands. Ids are drawn log-uniformly, so they must go from the
   * most frequent to the rarest, as the vocabularies of `@refrain/tokenizers` do. Evaluation and translation see the
   * whole vocabulary. Not with `labelSmoothing`. Jean et al., "On Using Very Large Target Vocabulary", 2015.
   *
   * @default undefined: the whole vocabulary
   */
  readonly sampledSoftmax?: SampledSoftmax;
  /**
   * Probability that the decoder reads, in training, the id that it would have chosen itself instead of the true one,
   * given true ids before it. Bengio et al., "Scheduled Sampling", 2015, in the parallel form of Mihaylova and Martins,
   * 2019: each batch takes one more pass forward.
   *
   * @default 0
   */
  readonly scheduledSampling?: number;
  /** For `'gru'` only, as in `charRnn`. @default true */
  readonly resetAfter?: boolean;
}

/** {@link EncoderDecoderOptions} with every default filled in; what doesn't apply is left out. */
export type ResolvedEncoderDecoderOptions = Required<Omit<EncoderDecoderOptions, 'embedding' | OptionalOption>> &
  Pick<EncoderDecoderOptions, OptionalOption>;

type OptionalOption =
  'attentionOrder' | 'attentionUnits' | 'readout' | 'readoutUnits' | 'sampledSoftmax' | 'resetAfter';
