import { join } from 'node:path';
import { runOptimizer } from '@refrain/app-kit/training';
import { Random } from '@refrain/core';
import type { ArtifactStore, Dataset } from '@refrain/core';
import type { SentimentClassifier } from '@refrain/models';
import { tensorBoard } from '@refrain/tensorboard/node';
import {
  checkpoint,
  csvLog,
  discriminativeLearningRates,
  gradualUnfreezing,
  terminateOnNaN,
  train,
} from '@refrain/training';
import type { Callback, Checkpoint, History, VariableOptions } from '@refrain/training';
import { runFiles } from './run-directory.js';
import type { RunTexts } from './run-texts.js';
import { embeddingWords } from './screen/words.js';
import type { RunSettings } from './settings.js';
import type { TextBatch, TextClassifier } from './text-classifier.js';

/** A run in memory: everything that its settings and its texts make. */
export interface Session {
  readonly settings: RunSettings;
  readonly store: ArtifactStore;
  readonly texts: RunTexts;
  readonly classifier: TextClassifier;
  readonly data: Dataset<TextBatch>;
  /** Undefined where no text is left to validate on. */
  readonly validation: Dataset<TextBatch> | undefined;
  /** Steps of the whole run. */
  readonly steps: number;
}

/** Makes everything that a run needs before its first step. Writes nothing. */
export async function openSession(
  settings: RunSettings,
  { store, texts, classifier }: Pick<Session, 'store' | 'texts' | 'classifier'>,
): Promise<Session> {
  const data = await classifier.trainingData(texts.training);
  const validation = texts.validation.length > 0 ? await classifier.measuringData(texts.validation) : undefined;
  return {
    settings,
    store,
    texts,
    classifier,
    data,
    validation,
    steps: settings.steps ?? settings.epochs! * data.size!,
  };
}

/** What is shown, and what can end the training early. */
export interface TrainingOptions {
  readonly directory: string;
  readonly resume: Checkpoint | undefined;
  readonly signal: AbortSignal;
  /** Shows the training. */
  readonly callbacks: readonly Callback[];
}

/** Trains, keeping checkpoints and history. @returns the history, and the step whose weights were the best */
export async function runTraining(
  session: Session,
  options: TrainingOptions,
): Promise<{ history: History; bestStep: number | undefined }> {
  const { settings, store, classifier, data, validation, steps } = session;
  const epoch = data.size!;
  const optimizer = runOptimizer(settings, { steps, stepsPerEpoch: epoch });
  const { checkpointEvery: everySteps = epoch, validateEvery = epoch, monitor } = settings;
  const saves = checkpoint({ store, everySteps, keep: 2, ...(validation ? { monitor } : {}) });
  const events = settings.tensorboard ? [eventFiles(session, options.directory)] : [];
  try {
    const history = await train({
      ...{ model: classifier.model, data, optimizer, signal: options.signal, random: new Random(settings.seed) },
      ...(validation ? { validation } : {}),
      ...(settings.steps === undefined ? { epochs: settings.epochs! } : { steps: settings.steps }),
      ...(settings.clipNorm === undefined ? {} : { clipGlobalNorm: settings.clipNorm }),
      ...(options.resume === undefined ? {} : { resume: options.resume }),
      ...fineTuning(session),
      validateEverySteps: validateEvery,
      callbacks: [terminateOnNaN(), csvLog({ store }), saves, ...events, ...options.callbacks],
    });
    return { history, bestStep: saves.best?.step };
  } finally {
    optimizer.dispose();
  }
}

/** Which weights learn from which step on, and how fast, where some were learned elsewhere. */
function fineTuning({ settings, classifier, data }: Session): VariableOptions {
  const { frozen, languageModel, fromScratch, unfreezeEvery = data.size!, layerRate } = settings;
  if (frozen) return { trainable: (variable) => variable !== 'embedding' };
  if (languageModel === undefined || fromScratch) return {};
  const layers = (classifier.model as SentimentClassifier).layers();
  return {
    trainable: gradualUnfreezing(layers, { everySteps: unfreezeEvery }),
    ...(layerRate === undefined
      ? {}
      : { learningRateFactor: discriminativeLearningRates(layers, { factor: layerRate }) }),
  };
}

/** Writes the losses, and the vectors of words with what the model thinks of them, for TensorBoard. */
function eventFiles({ classifier }: Session, directory: string): Callback {
  const { words } = classifier;
  return tensorBoard({
    directory: join(directory, runFiles.tensorboard),
    ...(words && { embeddings: () => [{ name: 'words', ...embeddingWords(words) }] }),
  });
}
