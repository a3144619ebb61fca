import { readRecord, readTokenizer, tokenizerHash } from '@refrain/app-kit/runs';
import { stepOfTrained, useCheckpoint } from '@refrain/app-kit/training';
import type { ArtifactStore } from '@refrain/core';
import { fileStore } from '@refrain/core/node';
import { loadModel } from '@refrain/models';
import type { SentimentClassifier } from '@refrain/models';
import type { Tokenizer } from '@refrain/tokenizers';
import { runFiles, runFormat } from './run-directory.js';
import type { RunRecord } from './run-directory.js';
import type { TextClassifier } from './text-classifier.js';
import { newModel, wordClassifier } from './word-classifier.js';

/** A run's folder, opened to be used. */
export interface OpenRun {
  readonly record: RunRecord;
  readonly classifier: TextClassifier;
}

/**
 * Loads the model that a run keeps: the one that was saved when the training ended, else that of its newest checkpoint.
 *
 * @throws CommandError if the folder holds no run, or one that was stopped before its first checkpoint
 * @throws ArtifactError if a file is missing or broken, or the run is another app's
 */
export async function openRun(directory: string): Promise<OpenRun> {
  const record = await readRecord(directory, runFormat);
  const store = fileStore(directory);
  const tokenizer = await readTokenizer(store, runFiles.tokenizer);
  const model = await keptModel(store, { directory, record, tokenizer });
  return { record, classifier: wordClassifier(record.settings, { model, tokenizer }) };
}

async function keptModel(
  store: ArtifactStore,
  { directory, record, tokenizer }: { directory: string; record: RunRecord; tokenizer: Tokenizer },
): Promise<SentimentClassifier> {
  if ((await store.list()).includes(runFiles.config)) {
    return loadModel(store, { kind: 'sentiment-classifier', tokenizerHash: await tokenizerHash(tokenizer) });
  }
  const model = newModel(record.settings, tokenizer);
  await useCheckpoint(model, store, await stepOfTrained(store, directory));
  return model;
}
