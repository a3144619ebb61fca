import { readRecord, tokenizerHash } from '@refrain/app-kit/runs';
import { stepOfTrained, useCheckpoint } from '@refrain/app-kit/training';
import type { ArtifactStore } from '@refrain/core';
import { fileStore } from '@refrain/core/node';
import { loadModel } from '@refrain/models';
import type { EncoderDecoder } from '@refrain/models';
import { newModel } from './assemble.js';
import { runFiles, runFormat } from './run-directory.js';
import type { RunRecord } from './run-directory.js';
import { readTokenizers } from './run-tokenizers.js';
import type { TokenizerPair } from './run-tokenizers.js';
import type { SentenceTranslator } from './translating.js';

/** A run's folder, opened to be used. */
export interface OpenRun {
  readonly record: RunRecord;
  readonly translator: SentenceTranslator;
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
  const tokenizers = await readTokenizers(store);
  const model = await keptModel(store, { directory, record, tokenizers });
  return { record, translator: { model, tokenizers, maxLength: record.settings.maxLength } };
}

async function keptModel(
  store: ArtifactStore,
  { directory, record, tokenizers }: { directory: string; record: RunRecord; tokenizers: TokenizerPair },
): Promise<EncoderDecoder> {
  if ((await store.list()).includes(runFiles.config)) {
    const hash = await tokenizerHash(tokenizers.source, tokenizers.target);
    return loadModel(store, { kind: 'encoder-decoder', tokenizerHash: hash });
  }
  const model = newModel(record.settings, tokenizers);
  await useCheckpoint(model, store, await stepOfTrained(store, directory));
  return model;
}
