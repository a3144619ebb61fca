import { ArtifactError, assertKnownOptions, assertOneOf, assertPositiveInteger, refuse } from '@refrain/core';
import type { ArtifactStore, NamedArrays } from '@refrain/core';
import { z } from 'zod';
import type { Callback, TrainingRun } from '../callback.js';
import { checkpointFolder, checkpointSteps } from '../checkpoints/folder.js';
import { encodeNumber, numberSchema } from '../checkpoints/numbers.js';
import { saveCheckpoint } from '../checkpoints/save.js';
import { createMonitor } from './monitor.js';
import { readState } from './read-state.js';

/** Options of {@link checkpoint}. */
export interface CheckpointOptions {
  /** Where `checkpoints/` is made. */
  readonly store: ArtifactStore;
  /** Saves every so many steps. @default with each row of the history */
  readonly everySteps?: number;
  /** Saves every so many epochs. @default with each row of the history */
  readonly everyEpochs?: number;
  /** A number of the history; the checkpoint where it was best is saved and never removed. @default none */
  readonly monitor?: string;
  /** Whether less or more is better. @default 'max' for names that end in accuracy, else 'min' */
  readonly mode?: 'min' | 'max';
  /** Saves only where `monitor` is the best so far. @default false */
  readonly bestOnly?: boolean;
  /** How many of the newest stay, beside the best; the others are removed. @default 3 */
  readonly keep?: number;
}

/** The callback of {@link checkpoint}, which can be asked what it saved. */
export interface CheckpointCallback extends Callback {
  /** Where `monitor` was best so far. */
  readonly best: { readonly step: number; readonly value: number } | undefined;
  /** The step of the newest checkpoint that this run saved or was resumed from. */
  readonly newest: number | undefined;
}

const stateSchema = z.strictObject({ best: z.strictObject({ step: z.int(), value: numberSchema }).nullable() });
const known = ['store', 'everySteps', 'everyEpochs', 'monitor', 'mode', 'bestOnly', 'keep'];

/**
 * Saves all that a run's future depends on, so that it can be resumed after a kill at any moment, and where it was best.
 *
 * Beside the regular ones a checkpoint is saved at the run's end, whether it was finished, stopped or aborted, unless
 * only the best are wanted. Weights that are not finite numbers are never saved. Older checkpoints are removed only
 * when a newer one is whole on the disk.
 *
 * @throws InvalidArgumentError for options that are unknown, out of range or at odds
 * @throws ArtifactError while training: if a run begins anew where checkpoints of another lie, or one can't be saved
 * @example
 * checkpoint({ store: fileStore('runs/hamlet'), everySteps: 500, monitor: 'validationAccuracy', keep: 3 });
 */
export function checkpoint(options: CheckpointOptions): CheckpointCallback {
  const { store, everySteps, everyEpochs, monitor: monitored, mode, bestOnly = false, keep = 3 } = checked(options);
  const monitor = monitored === undefined ? undefined : createMonitor({ monitor: monitored, mode });
  const everyRow = everySteps === undefined && everyEpochs === undefined;
  let best: { step: number; value: number } | undefined;
  let newest: number | undefined;
  let due = false;

  const save = async (run: TrainingRun): Promise<void> => {
    const state = run.checkpoint();
    if (!isFinite(state.weights)) return;
    await saveCheckpoint(store, state);
    newest = run.step;
    await removeOld(store, { newest, best: best?.step, keep });
  };

  return {
    name: 'checkpoint',
    get best() {
      return best;
    },
    get newest() {
      return newest;
    },
    async onStart(run) {
      newest = run.resumedFrom;
      due = false;
      if (run.resumedFrom !== undefined) return;
      best = undefined;
      await assertEmpty(store);
    },
    onRow(row) {
      if (everyRow && !bestOnly) due = true;
      if (!monitor) return;
      const value = monitor.read(row);
      if (!monitor.improves(value, best?.value)) return;
      best = { step: row.step, value };
      due = true;
    },
    onEpoch(epoch) {
      if (everyEpochs !== undefined && epoch % everyEpochs === 0) due = true;
    },
    async onSettled(run, { ending }) {
      if (everySteps !== undefined && run.step % everySteps === 0) due = true;
      if (ending && !bestOnly) due = true;
      const saves = due && run.step !== newest && run.step > 0;
      due = false;
      if (saves) await save(run);
    },
    state: () => ({ values: { best: best ? { step: best.step, value: encodeNumber(best.value) } : null } }),
    restore(state) {
      best = readState('checkpoint', state, stateSchema).best ?? undefined;
    },
  };
}

function checked(options: CheckpointOptions): CheckpointOptions {
  assertKnownOptions('checkpoint', options, known);
  const { everySteps, everyEpochs, monitor, mode, bestOnly = false, keep = 3 } = options;
  if (everySteps !== undefined) assertPositiveInteger('everySteps', everySteps);
  if (everyEpochs !== undefined) assertPositiveInteger('everyEpochs', everyEpochs);
  assertPositiveInteger('keep', keep);
  assertOneOf('bestOnly', bestOnly, [true, false]);
  if (everySteps !== undefined && everyEpochs !== undefined) {
    refuse('everyEpochs', everyEpochs, { expected: 'absent where everySteps is given', remedy: 'Choose one of them.' });
  }
  if (bestOnly && (everySteps ?? everyEpochs) !== undefined) {
    const remedy = 'The best are saved with the rows of the history: see validateEverySteps of train.';
    refuse('bestOnly', bestOnly, { expected: 'absent where everySteps or everyEpochs is given', remedy });
  }
  if (monitor === undefined && (bestOnly || mode !== undefined)) {
    refuse('monitor', monitor, {
      expected: 'given where bestOnly or mode is',
      remedy: 'Set it, such as to validationLoss.',
    });
  }
  return options;
}

async function assertEmpty(store: ArtifactStore): Promise<void> {
  const last = (await checkpointSteps(store)).at(-1);
  if (last === undefined) return;
  const artifact = checkpointFolder(last);
  const message = `expected no checkpoint where a run begins anew; found ${artifact} of an earlier one. Resume that run, or begin in another folder.`;
  throw new ArtifactError({ artifact, message });
}

/** Checkpoints later than the newest belong to a future that was given up when the run was resumed before them. */
async function removeOld(
  store: ArtifactStore,
  { newest, best, keep }: { newest: number; best: number | undefined; keep: number },
): Promise<void> {
  const steps = await checkpointSteps(store);
  const kept = new Set([...steps.filter((step) => step <= newest).slice(-keep), best]);
  for (const step of steps) if (!kept.has(step)) await store.remove(checkpointFolder(step));
}

function isFinite(weights: NamedArrays): boolean {
  return [...weights.values()].every(({ values }) => values.every(Number.isFinite));
}
