import type { JsonValue, NamedArrays, RandomState } from '@refrain/core';
import type { CallbackState } from '../callback.js';
import type { HistoryRow } from '../history.js';
import type { OptimizerState } from '../optimizers/optimizer.js';
import type { WeightedSums } from '../weighted-means.js';

/**
 * Everything that a run's future depends on, between two steps: what goes on from it does, bit for bit, what the run
 * would have done.
 */
export interface Checkpoint {
  /** Steps made. */
  readonly step: number;
  /** Epochs completed. */
  readonly epochs: number;
  /** Steps made in the epoch that has begun. */
  readonly stepsInEpoch: number;
  /** What the caller of `train` gave as `configuration`; null if nothing. */
  readonly configuration: JsonValue;
  readonly history: readonly HistoryRow[];
  /** The values of the model's variables, by name. */
  readonly weights: NamedArrays;
  readonly optimizer: OptimizerState;
  /** The recurrent state behind the last batch, by position; absent where the model carries none. */
  readonly carry?: NamedArrays | undefined;
  readonly random: RandomState;
  /** The dataset iterator's position; absent between epochs. */
  readonly position?: JsonValue | undefined;
  /** The learning rate of the last step. */
  readonly learningRate: number;
  /** What the next history row has summed so far. */
  readonly interval: WeightedSums;
  /** The states of the callbacks that have one, by the callback's name. */
  readonly callbacks: ReadonlyMap<string, CallbackState>;
}
