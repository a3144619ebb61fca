import type { Random, StepModel } from '@refrain/core';
import type { LogitsProcessor } from './logits-processor.js';
import type { Sampler } from './sampler.js';
import type { StopCondition } from './stop/stop-condition.js';

/** What `generate`, `generateSync` and `streamText` need to continue one sequence. */
export interface GenerationOptions<State> {
  readonly model: StepModel<State>;
  /** The state of one row before the prompt. The generation owns it from the call on, also where the call throws. */
  readonly state: State;
  /** The ids to continue, at least one. All are read before the first id is generated; none is delivered. */
  readonly prompt: ArrayLike<number>;
  /** How many ids to generate at most, `generated` included; Infinity for no limit. */
  readonly maxTokens: number;
  /** Change the logits, in this order, before the sampler sees them. @default [] */
  readonly processors?: readonly LogitsProcessor[];
  /** Chooses each id: `greedy()`, `categorical()` or your own. */
  readonly sampler: Sampler;
  /** What the sampler draws from; advances with each id drawn and never ahead of the consumer. */
  readonly random?: Random;
  /** Ends the generation where any of them holds. @default [] */
  readonly stop?: StopCondition | readonly StopCondition[];
  /** Ends the generation with an exception, the signal's reason, before the next step of the model. */
  readonly signal?: AbortSignal;
  /**
   * What an interrupted generation had given after the same prompt: it goes on from there as if it had never stopped,
   * if `random` is `Random.from` its state at that moment. These ids are read again and not delivered again. @default []
   */
  readonly generated?: ArrayLike<number>;
  /** How many of the most probable ids to report with each token. @default 0 */
  readonly topLogProbabilities?: number;
  /** Reports also the log-probability before the processors, at the cost of a second softmax an id. @default false */
  readonly modelLogProbability?: boolean;
}
