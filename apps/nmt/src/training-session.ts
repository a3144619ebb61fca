import { runOptimizer } from '@refrain/app-kit/training';
import { Random } from '@refrain/core';
import type { ArtifactStore, Dataset, ParallelBatch } from '@refrain/core';
import { fileStore } from '@refrain/core/node';
import type { EncoderDecoder } from '@refrain/models';
import { checkpoint, csvLog, sampleEvery, terminateOnNaN, train } from '@refrain/training';
import type { Callback, Checkpoint, History, Sample } from '@refrain/training';
import { measuringData, newModel, trainingData } from './assemble.js';
import type { RunPairs } from './corpus.js';
import { textForm } from './measured-text.js';
import { runFiles } from './run-directory.js';
import { trainRunTokenizers } from './run-tokenizers.js';
import type { TokenizerPair } from './run-tokenizers.js';
import { sampleLines } from './screen/translations.js';
import type { RunSettings } from './settings.js';
import { translateAll } from './translating.js';

/** A run in memory: everything that its settings and its pairs make. */
export interface Session {
  readonly settings: RunSettings;
  readonly store: ArtifactStore;
  readonly pairs: RunPairs;
  readonly tokenizers: TokenizerPair;
  readonly model: EncoderDecoder;
  readonly data: Dataset<ParallelBatch>;
  readonly validation: Dataset<ParallelBatch>;
  /** Steps of the whole run. */
  readonly steps: number;
}

/** Where a run lives, and what it is made from. */
export interface SessionSource {
  readonly directory: string;
  readonly pairs: RunPairs;
  /** The tokenizers of a run that is resumed; others are trained if undefined. */
  readonly tokenizers: TokenizerPair | undefined;
}

/** Makes everything that a run needs before its first step. Writes nothing. */
export function openSession(settings: RunSettings, { directory, pairs, ...source }: SessionSource): Session {
  const tokenizers = source.tokenizers ?? trainRunTokenizers(settings, pairs.training);
  const data = trainingData(settings, tokenizers, pairs.training);
  return {
    settings,
    store: fileStore(directory),
    pairs,
    tokenizers,
    model: newModel(settings, tokenizers),
    data,
    validation: measuringData(settings, tokenizers, pairs.validation),
    steps: settings.steps ?? settings.epochs! * data.size!,
  };
}

/** What is shown, and what can end the training early. */
export interface TrainingOptions {
  readonly resume: Checkpoint | undefined;
  readonly signal: AbortSignal;
  /** Shows the training. */
  readonly callbacks: readonly Callback[];
  onSample(sample: Sample): void;
}

/** Sentences that are translated during the training. */
const sampleSentences = 3;

/** Trains, keeping checkpoints, history and samples. @returns the history, and the step whose weights were the best */
export async function runTraining(
  session: Session,
  options: TrainingOptions,
): Promise<{ history: History; bestStep: number | undefined }> {
  const { settings, store, model, tokenizers, data, validation, steps } = session;
  const optimizer = runOptimizer(settings, { steps, stepsPerEpoch: data.size! });
  const { checkpointEvery: everySteps, monitor, maxLength } = settings;
  const saves = checkpoint({ store, everySteps, keep: 2, monitor });
  const shown = session.pairs.validation.slice(0, sampleSentences);
  const writes = sampleEvery({
    steps: settings.sampleEvery,
    store,
    name: runFiles.samples,
    sample: async () => {
      const sources = shown.map(({ source }) => source);
      const translations = await translateAll({ model, tokenizers, maxLength }, sources);
      return sampleLines({ pairs: shown, translations, form: textForm(settings) });
    },
    sink: (sample) => options.onSample(sample),
  });
  try {
    const history = await train({
      ...{ model, data, validation, optimizer, signal: options.signal, random: new Random(settings.seed) },
      ...(settings.steps === undefined ? { epochs: settings.epochs! } : { steps: settings.steps }),
      ...(settings.clipNorm === undefined ? {} : { clipGlobalNorm: settings.clipNorm }),
      ...(options.resume === undefined ? {} : { resume: options.resume }),
      learningRateFactor: (name) => (name.endsWith('embedding') ? (settings.embeddingRate ?? 1) : 1),
      validateEverySteps: settings.validateEvery,
      callbacks: [terminateOnNaN(), csvLog({ store }), writes, saves, ...options.callbacks],
    });
    return { history, bestStep: saves.best?.step };
  } finally {
    optimizer.dispose();
  }
}
