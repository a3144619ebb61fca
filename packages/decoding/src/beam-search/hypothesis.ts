/** One of the texts that a beam search found. */
export interface Hypothesis {
  /** What was generated, `[tokens]`, without the start and the end. */
  readonly ids: Int32Array;
  /** The sum of the log-probabilities of its tokens, the end included, in nats. */
  readonly logProbability: number;
  /** What hypotheses are ranked by: the log-probability over the length penalty, and the coverage penalty. */
  readonly score: number;
  /** Whether it came to the end id; otherwise it was cut at `maxTokens`. */
  readonly finished: boolean;
  /** Where the model looked for each token, the end included, `[tokens][source]`; from models with attention. */
  readonly attention?: readonly Float32Array[];
}

/** What a beam search did in one step, for drawing its tree. */
export interface BeamStep {
  /** Counted from 0. */
  readonly step: number;
  /** What was kept, best first in each group of each source. */
  readonly beams: readonly BeamNode[];
}

/** One token in the tree of a beam search. */
export interface BeamNode {
  /** Counted from 1 over the whole search; 0 is the start. */
  readonly node: number;
  /** The node of the token before. */
  readonly parent: number;
  /** Row of the batch. */
  readonly source: number;
  readonly group: number;
  readonly id: number;
  /** Of the whole text up to here, in nats. */
  readonly logProbability: number;
  /** Whether it is an end: a finished hypothesis, which is not continued. */
  readonly finished: boolean;
}
