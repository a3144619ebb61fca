import { CommandError, UsageError } from '../command-line/errors.js';
import type { Schedule } from '../training/optimizer.js';

/** How long a run is, in steps or in epochs, and what decides whether it can be made longer. */
export interface RunLength {
  readonly steps?: number;
  readonly epochs?: number;
  readonly schedule: Schedule;
  readonly validateEvery: number;
}

/**
 * The settings of a run that is resumed to go on for longer: `--steps` or `--epochs` above what is stored.
 *
 * Only where the length changes nothing before the end: a cosine schedule lays the learning rate out over it.
 *
 * @returns undefined where the options ask for no such thing
 * @throws UsageError for a run whose learning rate depends on its length
 */
export function extendedSettings<Settings extends Omit<RunLength, 'validateEvery'>>(
  stored: Settings,
  asked: Pick<RunLength, 'steps' | 'epochs'>,
): Settings | undefined {
  for (const unit of ['steps', 'epochs'] as const) {
    const [before, longer] = [stored[unit], asked[unit]];
    if (before === undefined || longer === undefined || longer <= before) continue;
    if (stored.schedule.kind !== 'cosine') return { ...stored, [unit]: longer };
    throw new UsageError(
      `--resume can make a run longer where its learning rate does not depend on its length; this run's falls along a cosine to the end of its ${before} ${unit}. ` +
        `Begin another run of ${longer} ${unit} in another folder with --run.`,
    );
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
export function assertExtendable(
  { validateEvery }: Pick<RunLength, 'validateEvery'>,
  { steps, made }: FormerLength,
): void {
  if (made < steps || steps % validateEvery === 0) return;
  throw new CommandError(
    `--resume can make a finished run longer where its last step is one that is validated on the way; this run ended at step ${steps}, ` +
      `and is validated every ${validateEvery} steps. Begin another run in another folder with --run.`,
  );
}
