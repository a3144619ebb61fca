import { assertKnownOptions, assertNonNegativeInteger, assertOneOf } from '@refrain/core';
import type { NamedArrays } from '@refrain/core';
import { z } from 'zod';
import { assignVariables, readVariables } from '../arrays.js';
import type { Callback, TrainingRun } from '../callback.js';
import { encodeOptional, optionalNumberSchema } from '../checkpoints/numbers.js';
import { createMonitor } from './monitor.js';
import type { MonitorOptions } from './monitor.js';
import { readState } from './read-state.js';

/** Options of {@link earlyStopping}. */
export interface EarlyStoppingOptions extends MonitorOptions {
  /** How many rows in a row may bring nothing better before the run is stopped; 0 stops at the first. @default 0 */
  readonly patience?: number;
  /** A value that must be passed: until then even the best so far counts as nothing better. @default none */
  readonly baseline?: number;
  /** Rows at the beginning that are not looked at. @default 0 */
  readonly skipRows?: number;
  /** Gives the model its best weights back when the run is finished or stopped, not when it is aborted. @default true */
  readonly restoreBestWeights?: boolean;
}

const stateSchema = z.strictObject({
  rows: z.int(),
  /** Rows since the last better one. */
  waited: z.int(),
  /** Whether the last row was no better. */
  stalled: z.boolean(),
  best: optionalNumberSchema,
  bestStep: optionalNumberSchema,
});
type State = z.output<typeof stateSchema>;

const begin: State = { rows: 0, waited: 0, stalled: false, best: undefined, bestStep: undefined };
const known = ['monitor', 'mode', 'minimumDelta', 'patience', 'baseline', 'skipRows', 'restoreBestWeights'];

/**
 * Stops a run that no longer gets better, and gives the model the weights of its best row.
 *
 * Follows Keras 3's `EarlyStopping`, row for row; but best weights are restored by default. A run that it stopped is
 * over: resumed with the same patience it is stopped again at once.
 *
 * @throws InvalidArgumentError for an option that is unknown or out of its range; while training, if the history has
 *   no such number
 * @example
 * await train({ model, data, validation, optimizer, epochs: 100, callbacks: [earlyStopping({ monitor: 'validationLoss', patience: 3 })] });
 */
export function earlyStopping(options: EarlyStoppingOptions): Callback {
  assertKnownOptions('earlyStopping', options, known);
  const { patience = 0, baseline, skipRows = 0, restoreBestWeights = true, ...monitored } = options;
  assertNonNegativeInteger('patience', patience);
  assertNonNegativeInteger('skipRows', skipRows);
  assertOneOf('restoreBestWeights', restoreBestWeights, [true, false]);
  const monitor = createMonitor(monitored);
  let state = begin;
  let bestWeights: NamedArrays | undefined;

  const stopIfStalled = (run: TrainingRun): void => {
    const { rows, waited, stalled, best, bestStep } = state;
    if (!stalled || waited < patience || rows < 2) return;
    const found = best === undefined ? 'was never a number' : `was best, ${best}, at step ${bestStep}`;
    run.stop(`${options.monitor} ${found}, and got no better since`);
  };

  return {
    name: 'earlyStopping',
    onStart(run) {
      if (run.resumedFrom === undefined) [state, bestWeights] = [begin, undefined];
      stopIfStalled(run);
    },
    onRow(row, run) {
      const value = monitor.read(row);
      const rows = state.rows + 1;
      if (rows <= skipRows) {
        state = { ...state, rows };
      } else if (monitor.improves(value, state.best)) {
        const passed = baseline === undefined || monitor.improves(value, baseline);
        state = { rows, waited: passed ? 0 : state.waited + 1, stalled: false, best: value, bestStep: row.step };
        if (restoreBestWeights) bestWeights = readVariables(run.variables);
      } else {
        state = { ...state, rows, waited: state.waited + 1, stalled: true };
        stopIfStalled(run);
      }
    },
    onEnd({ outcome }, run) {
      if (bestWeights && (outcome === 'finished' || outcome === 'stopped')) {
        assignVariables(run.variables, bestWeights, 'the best weights');
      }
    },
    state() {
      const { rows, waited, stalled, best, bestStep } = state;
      const found = { best: encodeOptional(best), bestStep: encodeOptional(bestStep) };
      return { values: { rows, waited, stalled, ...found }, arrays: bestWeights };
    },
    restore(saved) {
      state = readState('earlyStopping', saved, stateSchema);
      bestWeights = saved.arrays;
    },
  };
}
