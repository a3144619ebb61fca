import { assertKnownOptions, assertNonNegativeInteger, assertOneOf } from '@refrain/core';
import type { NamedArrays } from '@refrain/core';
import { z } from 'zod';
import { assignVariables, readVariables } from '../arrays.js';
import type { Callback } from '../callback.js';
import { encodeNumber, numberSchema } from '../checkpoints/numbers.js';
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
  waited: z.int(),
  best: numberSchema.optional(),
  bestStep: z.int().optional(),
});

/**
 * Stops a run that no longer gets better, and gives the model the weights of its best row.
 *
 * Follows Keras 3's `EarlyStopping`, row for row; but best weights are restored by default.
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
  let rows = 0;
  let waited = 0;
  let best: number | undefined;
  let bestStep: number | undefined;
  let bestWeights: NamedArrays | undefined;

  return {
    name: 'earlyStopping',
    onRow(row, run) {
      const value = monitor.read(row);
      if (rows++ < skipRows) return;
      waited++;
      if (monitor.improves(value, best)) {
        best = value;
        bestStep = row.step;
        if (restoreBestWeights) bestWeights = readVariables(run.variables);
        if (baseline === undefined || monitor.improves(value, baseline)) waited = 0;
      } else if (waited >= patience && rows > 1) {
        const found = best === undefined ? 'was never a number' : `was best, ${best}, at step ${bestStep}`;
        run.stop(`${options.monitor} ${found}, and got no better since`);
      }
    },
    onEnd({ outcome }, run) {
      if (bestWeights && (outcome === 'finished' || outcome === 'stopped')) {
        assignVariables(run.variables, bestWeights, 'the best weights');
      }
    },
    state: () => ({
      values: { rows, waited, ...(best === undefined ? {} : { best: encodeNumber(best), bestStep: bestStep! }) },
      arrays: bestWeights,
    }),
    restore(state) {
      ({ rows, waited, best, bestStep } = readState('earlyStopping', state, stateSchema));
      bestWeights = state.arrays;
    },
  };
}

const known = ['monitor', 'mode', 'minimumDelta', 'patience', 'baseline', 'skipRows', 'restoreBestWeights'];
