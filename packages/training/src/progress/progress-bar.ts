import { assertKnownOptions, assertPositiveNumber } from '@refrain/core';
import cliProgress from 'cli-progress';
import type { MultiBar, SingleBar } from 'cli-progress';
import type { Callback, StepReport, TrainingRun } from '../callback.js';
import { progressLine } from './progress-line.js';
import { ProgressRate } from './progress-rate.js';
import { rowLine } from './row-line.js';

/** Options of {@link progressBar}. */
export interface ProgressBarOptions {
  /** What the tokens are called. @default 'tokens' */
  readonly unit?: string;
  /** @default process.stderr */
  readonly stream?: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  /** Seconds between two lines where the stream is not a terminal. @default 10 */
  readonly everySeconds?: number;
  /** The time in milliseconds. @default performance.now */
  readonly now?: () => number;
}

/** The callback of {@link progressBar}. */
export interface ProgressBar extends Callback {
  /** Writes lines above the bar: whatever else is shown while it runs. */
  print(text: string): void;
}

const widestBar = 24;
/** Columns that the rest of the line may take. */
const textWidth = 70;
const redrawMilliseconds = 100;

/**
 * Shows how far a run is: step, tokens a second, smoothed loss, time left; and each row of the history as a line.
 *
 * In a terminal it is a bar that is redrawn in place; elsewhere a line about every ten seconds, without control codes.
 *
 * @throws InvalidArgumentError for an option that is unknown or out of its range
 * @example
 * const bar = progressBar({ unit: 'characters' });
 * await train({ model, data, optimizer, steps, callbacks: [bar, sampleEvery({ steps: 200, sample, sink: ({ text }) => bar.print(text) })] });
 */
export function progressBar(options: ProgressBarOptions = {}): ProgressBar {
  assertKnownOptions('progressBar', options, ['unit', 'stream', 'everySeconds', 'now']);
  const { unit = 'tokens', stream = process.stderr, everySeconds = 10, now = () => performance.now() } = options;
  assertPositiveNumber('everySeconds', everySeconds);
  const interval = stream.isTTY ? redrawMilliseconds : everySeconds * 1000;
  let bars: MultiBar | undefined;
  let bar: SingleBar | undefined;
  let rate = new ProgressRate(0);
  let shown = 0;

  const line = ({ step, lastStep }: TrainingRun, drawn?: string): string => {
    const { tokensPerSecond, stepsPerSecond, loss } = rate;
    return progressLine({ step, lastStep, tokensPerSecond, stepsPerSecond, loss, unit }, drawn);
  };
  const print = (text: string): void => {
    if (bars) bars.log(`${text}\n`);
    else stream.write(`${text}\n`);
  };
  const show = (run: TrainingRun): void => {
    shown = now();
    if (bar) bar.update(run.step);
    else print(line(run));
  };

  return {
    name: 'progressBar',
    print,
    onStart(run) {
      shown = now();
      rate = new ProgressRate(shown);
      if (!stream.isTTY) return;
      const format = (): string =>
        line(run, run.lastStep === undefined ? '' : drawBar(run.step / run.lastStep, stream.columns));
      const terminal = {
        stream,
        format,
        clearOnComplete: true,
        forceRedraw: true,
        gracefulExit: false,
        linewrap: true,
      };
      bars = new cliProgress.MultiBar(terminal);
      bar = bars.create(run.lastStep ?? 0, run.step);
    },
    onStep(report: StepReport, run) {
      const time = now();
      rate.add(report, time);
      if (time - shown >= interval) show(run);
    },
    onRow: (row) => print(rowLine(row)),
    onEnd(_ending, run) {
      bars?.update();
      bars?.stop();
      [bars, bar] = [undefined, undefined];
      print(line(run));
    },
  };
}

/** The bar gives way where the terminal is narrow: the time left behind it says more. */
function drawBar(share: number, columns = 80): string {
  const width = Math.max(0, Math.min(widestBar, columns - textWidth));
  const done = Math.round(Math.min(1, share) * width);
  return width === 0 ? '' : ` ${'█'.repeat(done)}${'░'.repeat(width - done)}`;
}
