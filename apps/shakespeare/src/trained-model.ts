import type { ArtifactStore } from '@refrain/core';
import { fileStore } from '@refrain/core/node';
import { loadModel } from '@refrain/models';
import type { CharRnn } from '@refrain/models';
import { assignVariables, latestCheckpoint, loadCheckpoint } from '@refrain/training';
import { newModel } from './assemble.js';
import { CommandError } from './errors.js';
import { commandLine } from './invocation.js';
import { readRun, readTokenizer, runFiles, tokenizerHash } from './run-directory.js';
import type { RunRecord } from './run-directory.js';
import type { Writer } from './sampling.js';

/** A run's folder, opened to be used. */
export interface OpenRun {
  readonly store: ArtifactStore;
  readonly record: RunRecord;
  readonly writer: Writer;
}

/**
 * Loads the model that a run keeps: the one that was saved when the training ended, else that of its newest checkpoint.
 *
 * @throws CommandError if the folder holds no run, or one that was stopped before its first checkpoint
 * @throws ArtifactError if a file is missing or broken
 */
export async function openRun(directory: string): Promise<OpenRun> {
  const record = await readRun(directory);
  const store = fileStore(directory);
  const tokenizer = await readTokenizer(store);
  const model = (await store.list()).includes(runFiles.config)
    ? await loadModel(store, { tokenizerHash: await tokenizerHash(tokenizer) })
    : await modelOfCheckpoint(store, { directory, model: newModel(record.settings, tokenizer.vocabulary.size) });
  return { store, record, writer: { model, tokenizer } };
}

async function modelOfCheckpoint(
  store: ArtifactStore,
  { directory, model }: { directory: string; model: CharRnn },
): Promise<CharRnn> {
  const step = await latestCheckpoint(store);
  if (step === undefined) {
    throw new CommandError(
      `--run must be the folder of a run with a model; ${directory} was stopped before its first checkpoint. ` +
        `To train it: ${commandLine('train', '--run', directory, '--resume')}`,
    );
  }
  const { weights } = await loadCheckpoint(store, { step });
  assignVariables(model.variables(), weights, `the checkpoint of step ${step}`);
  return model;
}
