import { assertKnownOptions } from '@refrain/core';
import type { ArtifactStore } from '@refrain/core';
import type { Callback } from '../callback.js';
import type { HistoryRow } from '../history.js';
import { writeText } from './write-text.js';

/** Options of {@link csvLog}. */
export interface CsvLogOptions {
  readonly store: ArtifactStore;
  /** @default 'history.csv' */
  readonly name?: string;
}

/**
 * Keeps the history as a CSV file, written anew as a whole with each row, so that it is never half a line long.
 *
 * A run begun anew begins the file anew; a resumed one takes it back to what the checkpoint's history says.
 *
 * @throws InvalidArgumentError for an unknown option
 * @throws ArtifactError while training, if the store can't keep the file
 * @example
 * csvLog({ store: fileStore('runs/hamlet') });   // runs/hamlet/history.csv
 */
export function csvLog(options: CsvLogOptions): Callback {
  assertKnownOptions('csvLog', options, ['store', 'name']);
  const { store, name = 'history.csv' } = options;
  const write = (rows: readonly HistoryRow[]): Promise<void> => writeText(store, name, historyCsv(rows));
  return {
    name: `csvLog ${name}`,
    onStart: (run) => write(run.rows),
    onRow: (_row, run) => write(run.rows),
  };
}

/**
 * A history as CSV: a header, then one line a row, every number in full.
 *
 * @returns an empty text for no row
 */
export function historyCsv(rows: readonly HistoryRow[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = rows.map((row) => names.map((name) => row[name] ?? '').join(','));
  return rows.length === 0 ? '' : [names.map(quoted).join(','), ...lines, ''].join('\n');
}

function quoted(name: string): string {
  return /[",\n\r]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}
