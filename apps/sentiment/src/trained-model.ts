import { readRecord, readTokenizer, tokenizerHash } from '@refrain/app-kit/runs';
import { stepOfTrained, useCheckpoint } from '@refrain/app-kit/training';
import type { ArtifactStore } from '@refrain/core';
import { fileStore } from '@refrain/core/node';
import { loadModel } from '@refrain/models';
import { runFiles, runFormat } from './run-directory.js';
import type { RunRecord } from './run-directory.js';
import { universalSentenceEncoder } from './sentence-encoder.js';
import { newSentenceModel, sentenceVectorClassifier } from './sentence-vector-classifier.js';
import type { RunSettings } from './settings.js';
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
  if ((await store.list()).includes(runFiles.config)) {
    return { record, classifier: await storedClassifier(record.settings, store, 'kept') };
  }
  const step = await stepOfTrained(store, directory);
  const classifier = await storedClassifier(record.settings, store, 'new');
  await useCheckpoint(classifier.model, store, step);
  return { record, classifier };
}

/**
 * The classifier of a run that has begun.
 *
 * @param weights those of the model that the run keeps, or new ones, for a checkpoint's to take their place
 */
export async function storedClassifier(
  settings: RunSettings,
  store: ArtifactStore,
  weights: 'kept' | 'new',
): Promise<TextClassifier> {
  if (settings.encoder !== undefined) {
    const encoder = await universalSentenceEncoder();
    const model =
      weights === 'kept'
        ? await loadModel(store, { kind: 'sentence-classifier' })
        : newSentenceModel(settings, encoder);
    return sentenceVectorClassifier(settings, { model, encoder });
  }
  const tokenizer = await readTokenizer(store, runFiles.tokenizer);
  const model =
    weights === 'kept'
      ? await loadModel(store, { kind: 'sentiment-classifier', tokenizerHash: await tokenizerHash(tokenizer) })
      : newModel(settings, tokenizer);
  return wordClassifier(settings, { model, tokenizer });
}
