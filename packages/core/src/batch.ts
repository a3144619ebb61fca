/**
 * Ids of several sequences, padded to one length: what tokenizers, datasets and models hand to each other.
 *
 * Both arrays are row-major `[batch, time]`; `mask` is 1 where an id counts and 0 where it is padding.
 */
export interface IdBatch {
  readonly ids: Int32Array;
  readonly mask: Uint8Array;
  readonly shape: readonly [batch: number, time: number];
}

/** One batch of a language model: at every position, the ids read and the ids to predict. */
export interface SequenceBatch {
  readonly inputs: IdBatch;
  /** Row-major `[batch, time]`: the id that follows each input; counted where `inputs.mask` is 1. */
  readonly targets: Int32Array;
  /** True where every row begins anew, false where row i goes on from row i of the batch before. */
  readonly startsSequence: boolean;
}

/** One batch of a translation model: sentences and their translations, row i of `source` with row i of `target`. */
export interface ParallelBatch {
  /** What the encoder reads, `[batch, source time]`. */
  readonly source: IdBatch;
  /**
   * What the decoder reads and has to predict at each position, `[batch, target time]` (teacher forcing): `inputs` are
   * the start id and the translation, `targets` the translation and the end id. Both count where `inputs.mask` is 1.
   */
  readonly target: SequenceBatch;
}

/** One batch of a classifier of two classes: sequences, and what each of them is. */
export interface LabelledBatch {
  readonly inputs: IdBatch;
  /** `[batch]`: 1 where a row is positive, 0 where it is negative; a share in between where its raters disagree. */
  readonly labels: Float32Array | Uint8Array;
}
