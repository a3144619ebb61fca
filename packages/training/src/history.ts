import { refuse } from '@refrain/core';

/**
 * One line of a run's history: means over the steps since the row before.
 *
 * Beside `epoch`, `step`, `loss` and `learningRate` it has each metric of the model, and of the validation the same
 * under names such as `validationLoss` and `validationAccuracy`; then what the option `figures` of `train` gives.
 */
export interface HistoryRow {
  /** The epoch of the row's last step, counted from 1. */
  readonly epoch: number;
  /** Steps made since the run's beginning. */
  readonly step: number;
  /** Mean over all tokens of the row's steps, in nats. */
  readonly loss: number;
  /** The rate of the row's last step. */
  readonly learningRate: number;
  readonly [name: string]: number;
}

/** What a call of `train` did. */
export interface History {
  /** All rows since the run's beginning, also those before a resume. */
  readonly rows: readonly HistoryRow[];
  /** Steps made since the run's beginning. */
  readonly step: number;
  /** Epochs completed since the run's beginning. */
  readonly epochs: number;
  /** `finished`: all that was asked; `stopped`: by a callback; `aborted`: by the signal. */
  readonly outcome: 'finished' | 'stopped' | 'aborted';
  /** Why a callback stopped the run, in words. */
  readonly reason?: string;
}

/** The name under which a metric of the validation stands in a row: `accuracy` becomes `validationAccuracy`. */
export function validationName(name: string): string {
  return `validation${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** Gives further figures of a row, by name. */
export type RowFigures = (row: HistoryRow) => Readonly<Record<string, number>>;

/** The row with its further figures behind it. @throws InvalidArgumentError if one would take the place of a number of the row */
export function withFigures(row: HistoryRow, figures: RowFigures | undefined): HistoryRow {
  const further = figures?.(row) ?? {};
  const taken = Object.keys(further).find((name) => name in row);
  if (taken !== undefined) {
    refuse('figures', taken, { expected: `named otherwise than ${Object.keys(row).join(', ')}` });
  }
  return { ...row, ...further };
}
