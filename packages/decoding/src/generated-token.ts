/** One id that a generation gave, with what is known of it. */
export interface GeneratedToken {
  readonly id: number;
  /**
   * The logarithm, in nats, of the probability with which `id` could be drawn: under the distribution after all
   * processors. Also where the sampler is greedy.
   */
  readonly logProbability: number;
  /** The same under the model's own distribution, before any processor; only with the option `modelLogProbability`. */
  readonly modelLogProbability?: number;
  /**
   * The most probable ids after all processors, best first, of equals the smaller id first; without forbidden ones.
   * Only with the option `topLogProbabilities`.
   */
  readonly topLogProbabilities?: readonly IdLogProbability[];
  /** Why the generation ends, on its last token only: `maxTokens` was reached, or a `stop` condition held. */
  readonly finishReason?: FinishReason;
}

/** An id and the logarithm of its probability, in nats. */
export interface IdLogProbability {
  readonly id: number;
  readonly logProbability: number;
}

/** Why a generation ended by itself. A stop condition goes before the limit where both hold. */
export type FinishReason = 'maxTokens' | 'stop';
