import { join } from 'node:path';
import { ArtifactError } from '@refrain/core';
import type { ArtifactStore } from '@refrain/core';
import { assignVariables, latestCheckpoint, loadCheckpoint } from '@refrain/training';
import type { Checkpoint, NamedVariable } from '@refrain/training';
import { CommandError } from '../command-line/errors.js';
import { commandLine } from '../command-line/invocation.js';
import { runFiles } from '../run-folder/run-folder.js';

/** The checkpoint to go on from. @throws CommandError if it is broken, saying how to go on from an older one */
export async function newestCheckpoint(store: ArtifactStore, directory: string): Promise<Checkpoint | undefined> {
  const step = await latestCheckpoint(store);
  if (step === undefined) return undefined;
  try {
    return await loadCheckpoint(store, { step });
  } catch (error) {
    if (!ArtifactError.isInstance(error)) throw error;
    const folder = join(directory, error.artifact.split('/').slice(0, 2).join('/'));
    throw new CommandError(
      `${error.message}\nTo go on from an older checkpoint move ${folder} away, then resume again.`,
    );
  }
}

/** Gives a model the weights of a checkpoint. */
export async function useCheckpoint(
  model: { variables(): readonly NamedVariable[] },
  store: ArtifactStore,
  step: number,
): Promise<void> {
  const { weights } = await loadCheckpoint(store, { step });
  assignVariables(model.variables(), weights, `the checkpoint of step ${step}`);
}

/**
 * The step of a run's newest checkpoint.
 *
 * @throws CommandError if the run was stopped before its first one
 */
export async function stepOfTrained(store: ArtifactStore, directory: string): Promise<number> {
  const step = await latestCheckpoint(store);
  if (step !== undefined) return step;
  throw new CommandError(
    `--run must be the folder of a run with a model; ${directory} was stopped before its first checkpoint. ` +
      `To train it: ${commandLine('train', '--run', directory, '--resume')}`,
  );
}

/** The error for a training that was ended for what became of it. */
export function divergedError(reason: string, directory: string): CommandError {
  return new CommandError(
    `the training was ended because ${reason}. Begin another run with a smaller --learning-rate, or with --clip-norm 1; ` +
      `what was saved before stays in ${join(directory, runFiles.checkpoints)}.`,
  );
}
