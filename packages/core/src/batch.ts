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
