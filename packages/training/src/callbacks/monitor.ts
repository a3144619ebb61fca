import { assertNumberWithin, assertOneOf, refuse } from '@refrain/core';
import type { HistoryRow } from '../history.js';

/** Which number of the history rows a callback watches. */
export interface MonitorOptions {
  /** A number of the history rows, such as `validationLoss` or `validationAccuracy`. */
  readonly monitor: string;
  /** Whether less or more is better. @default 'max' for names that end in accuracy, else 'min' */
  readonly mode?: 'min' | 'max';
  /** By how much a value must be better than the best to count as better. @default 0 */
  readonly minimumDelta?: number;
}

/** Compares a number of the history rows with the best so far. */
export interface Monitor {
  /** @throws InvalidArgumentError if the row has no such number; the message lists those it has */
  read(row: HistoryRow): number;
  /** Whether `value` is better than `best`; any number is better than none, and NaN is never better. */
  improves(value: number, best: number | undefined): boolean;
}

/** Checks the options and makes the monitor. */
export function createMonitor(options: MonitorOptions): Monitor {
  const { monitor, mode = /accuracy$/i.test(monitor) ? 'max' : 'min', minimumDelta = 0 } = options;
  if (typeof monitor !== 'string' || monitor === '') {
    refuse('monitor', monitor, { expected: 'the name of a number in the history, such as validationLoss' });
  }
  assertOneOf('mode', mode, ['min', 'max']);
  assertNumberWithin('minimumDelta', minimumDelta, { minimum: 0, maximum: Number.MAX_VALUE });
  return {
    read(row) {
      if (!Object.hasOwn(row, monitor)) {
        const remedy = monitor.startsWith('validation')
          ? 'Give train a validation dataset, or monitor another.'
          : undefined;
        refuse('monitor', monitor, { expected: `one of the history's ${Object.keys(row).join(', ')}`, remedy });
      }
      return row[monitor]!;
    },
    improves(value, best) {
      if (Number.isNaN(value)) return false;
      if (best === undefined) return true;
      return mode === 'min' ? value < best - minimumDelta : value > best + minimumDelta;
    },
  };
}
