import type { BackendChoice } from '@refrain/backend';
import type { ArtifactStore } from '@refrain/core';
import type { Checkpoint } from '@refrain/training';
import { assertExtendable } from '../run-folder/extended-length.js';
import type { RunLength } from '../run-folder/extended-length.js';
import { writeRecord } from '../run-folder/run-folder.js';
import type { RunFormat } from '../run-folder/run-folder.js';
import { noteOtherBackend } from './backend.js';
import type { ChosenBackend } from './backend.js';

/** How long a run is; without `validateEvery` it is validated at the end of each epoch. */
type Length = Omit<RunLength, 'validateEvery'> & Partial<Pick<RunLength, 'validateEvery'>>;

/** A run to go on with. */
export interface TakenUpRun<Record> {
  readonly store: ArtifactStore;
  readonly format: RunFormat<Record>;
  readonly stored: Record;
  /** Its newest checkpoint; undefined for a run that was stopped before its first one. */
  readonly checkpoint: Checkpoint | undefined;
  readonly stepsPerEpoch: number;
  readonly backend: ChosenBackend;
}

/**
 * Goes on with a run: stores its new length where it is made longer, and says where it goes on.
 *
 * @param settings those of the run with the length that it is to have now
 * @throws CommandError for a finished run that can't be made longer
 */
export async function takeUpRun<
  Settings extends Length,
  Record extends { readonly settings: Settings; readonly backend: BackendChoice },
>(settings: Settings, run: TakenUpRun<Record>): Promise<void> {
  const { store, format, stored, checkpoint, stepsPerEpoch, backend } = run;
  const stepsOf = ({ steps, epochs }: Length): number => steps ?? epochs! * stepsPerEpoch;
  const made = checkpoint?.step ?? 0;
  const [former, steps] = [stepsOf(stored.settings), stepsOf(settings)];
  if (former !== steps) {
    const validateEvery = settings.validateEvery ?? stepsPerEpoch;
    assertExtendable({ validateEvery }, { steps: former, made });
    await writeRecord(store, format, { ...stored, settings });
  }
  process.stdout.write(`going on behind step ${made} of ${steps}\n`);
  noteOtherBackend(stored.backend, backend);
}
