import type { History } from '@refrain/training';
import pc from 'picocolors';
import { drawLines, lossLines } from './loss-curve.js';

/** The losses of a training under a heading, as wide as the terminal allows; nothing for a single point. */
export function lossChart(history: History, unit: string): string {
  if (history.rows.length < 2) return '';
  const width = Math.min(70, (process.stdout.columns ?? 80) - 12);
  return `\n${pc.bold('Loss')} ${pc.dim(`nats a ${unit}`)}\n${drawLines(lossLines(history), { width, height: 10 })}\n`;
}
