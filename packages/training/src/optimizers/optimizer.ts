import type { JsonValue, NamedArrays } from '@refrain/core';
import type { Tensor, Variable } from '@tensorflow/tfjs-core';

/** One variable's part in an update. */
export interface VariableUpdate {
  /** The variable's name in its model: its slots are kept under it. */
  readonly name: string;
  readonly variable: Variable;
  /** Of the variable's shape; stays the caller's. */
  readonly gradient: Tensor;
  /** What the gradient is multiplied by first: clipping by norm. */
  readonly gradientScale: number;
  /** What each number of the scaled gradient is clamped to, plus and minus; Infinity: nothing. */
  readonly clipValue: number;
  /** What this variable's learning rate is multiplied by. @default 1 */
  readonly learningRateFactor?: number | undefined;
}

/** All that an {@link Optimizer} remembers. */
export interface OptimizerState {
  readonly values: JsonValue;
  /** Each slot of each variable under the name `variable/slot`. */
  readonly slots: NamedArrays;
}

/**
 * Moves variables down their gradients, remembering moments (slots) by variable name.
 *
 * It owns its slots: `dispose` frees them.
 */
export interface Optimizer {
  /** Which optimizer it is, such as `nadam`. */
  readonly name: string;
  /** Updates made. */
  readonly step: number;
  /** The rate of the next update: the schedule's, times all factors of {@link Optimizer.scaleLearningRate}. */
  readonly learningRate: number;
  /** Multiplies the learning rate, from the next update on. */
  scaleLearningRate(factor: number): void;
  /**
   * Makes one update of all given variables. Moments are corrected for their bias by a variable's own number of updates,
   * so that one which joins late, or has pauses, moves as it would have from the beginning.
   */
  update(updates: readonly VariableUpdate[]): void;
  state(): OptimizerState;
  /** Goes on from a saved state. @throws ArtifactError if it is another optimizer's */
  restore(state: OptimizerState): void;
  /** Frees the slots; the optimizer then starts anew. */
  dispose(): void;
}
