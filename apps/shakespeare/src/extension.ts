import { CommandError } from '@refrain/app-kit';
import type { RunSettings, TrainOptions } from './settings.js';

/**
 * The settings of a run that is resumed to go on for longer: `--steps` or `--epochs` above what is stored.
 *
 * Only where the length changes nothing before the end: a cosine schedule lays the learning rate out over it.
 *
 * @returns undefined where the options ask for no such thing
 */
export function extendedSettings(stored: RunSettings, options: TrainOptions): RunSettings | undefined {
  if (stored.schedule.kind === 'cosine') return undefined;
  for (const unit of ['steps', 'epochs'] as const) {
    const [before, asked] = [stored[unit], options[unit]];
    if (before !== undefined && asked !== undefined && asked > before) return { ...stored, [unit]: asked };
  }
  return undefined;
}

/** What a run has done of its former length. */
export interface FormerLength {
  /** Steps of the run before it was extended. */
  readonly steps: number;
  /** Steps made so far. */
  readonly made: number;
}

/**
 * A run's last validation is made at its end, wherever that is; a longer run makes it only on its way.
 *
 * @throws CommandError if the run has made a validation that the extended one wouldn't have made
 */
export function assertExtendable({ validateEvery }: RunSettings, { steps, made }: FormerLength): void {
  if (made < steps || steps % validateEvery === 0) return;
  throw new CommandError(
    `--resume can make a finished run longer where its last step is one that is validated on the way; this run ended at step ${steps}, ` +
      `and is validated every ${validateEvery} steps. Begin another run in another folder with --run.`,
  );
}
