import type { JsonValue, NamedArrays, Random } from '@refrain/core';
import type { Checkpoint } from './checkpoints/checkpoint.js';
import type { HistoryRow } from './history.js';
import type { Optimizer } from './optimizers/optimizer.js';
import type { NamedVariable } from './trainable.js';

/** What one training step gave. */
export interface StepReport {
  /** Which step it was, from 1. */
  readonly step: number;
  /** Which epoch it was in, from 1. */
  readonly epoch: number;
  /** The batch's mean loss, in nats, before the update. */
  readonly loss: number;
  /** The batch's means of the model's metrics, by name. */
  readonly metrics: Readonly<Record<string, number>>;
  /** How many tokens they are means over. */
  readonly weight: number;
  /** The rate of this step's update, before the factors of single variables. */
  readonly learningRate: number;
  /** The L2 norm over all gradients before clipping, where they are clipped by it. */
  readonly gradientNorm?: number;
}

/** The run as callbacks see it. */
export interface TrainingRun {
  /** Steps made. */
  readonly step: number;
  /** Epochs completed. */
  readonly epochs: number;
  /** All history rows so far. */
  readonly rows: readonly HistoryRow[];
  /** The step at which the run will be finished, where that is known. */
  readonly lastStep: number | undefined;
  readonly optimizer: Optimizer;
  readonly variables: readonly NamedVariable[];
  /** The run's random generator; fork it, do not draw from it. */
  readonly random: Random;
  /** The step that the run was resumed from; undefined for a run from the beginning. */
  readonly resumedFrom: number | undefined;
  /** Ends the run behind the present step. @param reason in words, for the history */
  stop(reason: string): void;
  /**
   * All that the run's future depends on, as copies. Call it in `onSettled` only: elsewhere other callbacks may not
   * have seen the present step yet.
   */
  checkpoint(): Checkpoint;
}

/** How a run ended; `failed` where the model, the data or a callback threw. */
export interface RunEnding {
  readonly outcome: 'finished' | 'stopped' | 'aborted' | 'failed';
  /** Why a callback stopped it. */
  readonly reason?: string;
}

/** What a callback wants back when a run is resumed. */
export interface CallbackState {
  readonly values: JsonValue;
  readonly arrays?: NamedArrays | undefined;
}

/**
 * Something that watches a run or steers it: any object with some of these functions. They are called in the order in
 * which the callbacks were given, and awaited when they return a promise.
 */
export interface Callback {
  /** Names the callback's state in a checkpoint; callbacks with a state need different names. */
  readonly name: string;
  /** The run begins, or goes on after `restore`. */
  onStart?(run: TrainingRun): void | Promise<void>;
  /** A step has been made. */
  onStep?(report: StepReport, run: TrainingRun): void | Promise<void>;
  /** A row was added to the history. */
  onRow?(row: HistoryRow, run: TrainingRun): void | Promise<void>;
  /** An epoch is complete. @param epoch from 1 */
  onEpoch?(epoch: number, run: TrainingRun): void | Promise<void>;
  /** Everything that belongs to the present step has happened. `ending`: no step follows. */
  onSettled?(run: TrainingRun, moment: { readonly ending: boolean }): void | Promise<void>;
  /** The run is over, however it ended. */
  onEnd?(ending: RunEnding, run: TrainingRun): void | Promise<void>;
  /** What `restore` needs to go on exactly from here. */
  state?(): CallbackState;
  /** Called before `onStart` where the run is resumed from a checkpoint that holds a state of this callback. */
  restore?(state: CallbackState): void | Promise<void>;
}
