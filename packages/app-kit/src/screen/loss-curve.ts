// The library declares no types; an import of ours would be looked for when the program runs.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="./asciichart.d.ts" />
import type { History } from '@refrain/training';
import asciichart from 'asciichart';
import pc from 'picocolors';

/** A line of a chart for the terminal: values over the steps of the training. */
export interface ChartLine {
  readonly name: string;
  readonly colour: 'cyan' | 'green';
  readonly points: readonly (readonly [step: number, value: number])[];
}

/** Draws lines over a common axis of steps, `width` characters wide, with a legend. */
export function drawLines(lines: readonly ChartLine[], options: { width: number; height: number }): string {
  const drawn = lines.filter(({ points }) => points.length > 0);
  const lastStep = Math.max(...drawn.flatMap(({ points }) => points.map(([step]) => step)));
  if (drawn.length === 0) return '';
  const series = drawn.map(({ points }) => resample(points, { lastStep, width: options.width }));
  const chart = asciichart.plot(series, {
    height: options.height,
    format: (value: number) => value.toFixed(2).padStart(6),
    ...(pc.isColorSupported ? { colors: drawn.map(({ colour }) => asciichart[colour]) } : {}),
  });
  const legend = drawn.map(({ name, colour }) => `${pc[colour]('─')} ${name}`).join('   ');
  const axis = `${' '.repeat(8)}${'0'.padEnd(options.width - String(lastStep).length)}${lastStep} steps`;
  return `${chart}\n${pc.dim(axis)}\n${' '.repeat(8)}${legend}`;
}

/** One value a column: between two points on the straight line between them, before the first one the first. */
function resample(points: ChartLine['points'], { lastStep, width }: { lastStep: number; width: number }): number[] {
  return Array.from({ length: width }, (_, column) => {
    const step = (lastStep * (column + 1)) / width;
    const right = points.findIndex(([at]) => at >= step);
    if (right === 0) return points[0]![1];
    if (right === -1) return points.at(-1)![1];
    const [leftStep, leftValue] = points[right - 1]!;
    const [rightStep, rightValue] = points[right]!;
    return leftValue + ((rightValue - leftValue) * (step - leftStep)) / (rightStep - leftStep);
  });
}

/** The losses of a training, step by step, and those of its validations. */
export function lossLines({ rows }: History): ChartLine[] {
  const validated = rows.filter((row) => row['validationLoss'] !== undefined);
  return [
    { name: 'training', colour: 'cyan', points: rows.map(({ step, loss }) => [step, loss] as const) },
    {
      name: 'validation',
      colour: 'green',
      points: validated.map((row) => [row.step, row['validationLoss']!] as const),
    },
  ];
}
