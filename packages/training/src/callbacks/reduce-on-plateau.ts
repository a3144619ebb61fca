import {
  assertKnownOptions,
  assertNonNegativeInteger,
  assertNumberWithin,
  assertPositiveInteger,
  refuse,
} from '@refrain/core';
import { z } from 'zod';
import type { Callback } from '../callback.js';
import { encodeOptional, optionalNumberSchema } from '../checkpoints/numbers.js';
import { createMonitor } from './monitor.js';
import type { MonitorOptions } from './monitor.js';
import { readState } from './read-state.js';

/** Options of {@link reduceOnPlateau}. */
export interface ReduceOnPlateauOptions extends MonitorOptions {
  /** What the learning rate is multiplied by, above 0 and below 1. @default 0.1 */
  readonly factor?: number;
  /** How many rows in a row may bring nothing better before the rate is reduced. @default 10 */
  readonly patience?: number;
  /** By how much a value must be better than the best. @default 1e-4 */
  readonly minimumDelta?: number;
  /** Rows after a reduction that are not counted. @default 0 */
  readonly cooldown?: number;
  /** The rate is never reduced below this. @default 0 */
  readonly minimumRate?: number;
}

const stateSchema = z.strictObject({ waited: z.int(), cooling: z.int(), best: optionalNumberSchema });
type State = z.output<typeof stateSchema>;

const begin: State = { waited: 0, cooling: 0, best: undefined };
const known = ['monitor', 'mode', 'minimumDelta', 'factor', 'patience', 'cooldown', 'minimumRate'];

/**
 * Reduces the learning rate when a number of the history no longer gets better, row for row as Keras 3's
 * `ReduceLROnPlateau`. With a schedule, everything the schedule gives is multiplied by the factor from then on.
 *
 * @throws InvalidArgumentError for an option that is unknown or out of its range; while training, if the history has
 *   no such number
 * @example
 * reduceOnPlateau({ monitor: 'validationLoss', factor: 0.5, patience: 2 });
 */
export function reduceOnPlateau(options: ReduceOnPlateauOptions): Callback {
  assertKnownOptions('reduceOnPlateau', options, known);
  const { factor = 0.1, patience = 10, minimumDelta = 1e-4, cooldown = 0, minimumRate = 0, ...monitored } = options;
  if (!(factor > 0 && factor < 1)) refuse('factor', factor, { expected: 'above 0 and below 1' });
  assertPositiveInteger('patience', patience);
  assertNonNegativeInteger('cooldown', cooldown);
  assertNumberWithin('minimumRate', minimumRate, { minimum: 0, maximum: Number.MAX_VALUE });
  const monitor = createMonitor({ ...monitored, minimumDelta });
  let state = begin;

  return {
    name: 'reduceOnPlateau',
    onStart(run) {
      if (run.resumedFrom === undefined) state = begin;
    },
    onRow(row, { optimizer }) {
      const value = monitor.read(row);
      const cooling = Math.max(0, state.cooling - 1);
      const waited = state.cooling > 0 ? 0 : state.waited;
      if (monitor.improves(value, state.best)) {
        state = { best: value, cooling, waited: 0 };
      } else if (cooling > 0 || waited + 1 < patience) {
        state = { ...state, cooling, waited: cooling > 0 ? 0 : waited + 1 };
      } else {
        const rate = optimizer.learningRate;
        if (rate > minimumRate) optimizer.scaleLearningRate(Math.max(factor, minimumRate / rate));
        state = { ...state, cooling: cooldown, waited: 0 };
      }
    },
    state() {
      const { waited, cooling, best } = state;
      return { values: { waited, cooling, best: encodeOptional(best) } };
    },
    restore(saved) {
      state = readState('reduceOnPlateau', saved, stateSchema);
    },
  };
}
