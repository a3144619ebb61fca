import { progressBar } from '@refrain/training/node';
import type { ProgressBar } from '@refrain/training/node';
import { historyLine } from '../screen/history-line.js';

/** The progress of a run on standard output, with rows of the history that fit a terminal of 90 columns. */
export function runProgress(options: { readonly unit?: string } = {}): ProgressBar {
  const bar = progressBar({ ...options, stream: process.stdout });
  return { ...bar, onRow: (row) => bar.print(historyLine(row)) };
}
