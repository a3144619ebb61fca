import { readRecord, readTokenizer, tokenizerHash } from '@refrain/app-kit/runs';
import { stepOfTrained, useCheckpoint } from '@refrain/app-kit/training';
import type { ArtifactStore } from '@refrain/core';
import { fileStore } from '@refrain/core/node';
import { loadModel } from '@refrain/models';
import type { Tokenizer } from '@refrain/tokenizers';
import { newModel } from './assemble.js';
import type { TextModel } from './assemble.js';
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
    ? await savedModel(store, record, tokenizer)
    : await modelOfCheckpoint(store, { directory, model: newModel(record.settings, tokenizer.vocabulary.size) });
  const { lines } = record.text;
  return { store, record, writer: { model, tokenizer, ...(lines && { lines }) } };
}

async function savedModel(store: ArtifactStore, { settings }: RunRecord, tokenizer: Tokenizer): Promise<TextModel> {
  const kind = settings.recurrence ? 'plain-rnn' : 'char-rnn';
  return loadModel(store, { kind, tokenizerHash: await tokenizerHash(tokenizer) });
}

async function modelOfCheckpoint(
  store: ArtifactStore,
  { directory, model }: { directory: string; model: TextModel },
): Promise<TextModel> {
  await useCheckpoint(model, store, await stepOfTrained(store, directory));
  return model;
}
