import { readRecord, readTokenizer, tokenizerHash } from '@refrain/app-kit/runs';
import { stepOfTrained, useCheckpoint } from '@refrain/app-kit/training';
import type { ArtifactStore } from '@refrain/core';
import { fileStore } from '@refrain/core/node';
import { loadModel } from '@refrain/models';
import type { CharRnn } from '@refrain/models';
import { newModel } from './assemble.js';
import { runFiles, runFormat } from './run-directory.js';
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
  const record = await readRecord(directory, runFormat);
  const store = fileStore(directory);
  const tokenizer = await readTokenizer(store, runFiles.tokenizer);
  const model = (await store.list()).includes(runFiles.config)
    ? await loadModel(store, { tokenizerHash: await tokenizerHash(tokenizer) })
    : await modelOfCheckpoint(store, { directory, model: newModel(record.settings, tokenizer.vocabulary.size) });
  return { store, record, writer: { model, tokenizer } };
}

async function modelOfCheckpoint(
  store: ArtifactStore,
  { directory, model }: { directory: string; model: CharRnn },
): Promise<CharRnn> {
  await useCheckpoint(model, store, await stepOfTrained(store, directory));
  return model;
}
