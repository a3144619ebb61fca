import { Random, sha256 } from '@refrain/core';
import type { ArtifactStore, Dataset, SequenceBatch } from '@refrain/core';
import { fileStore } from '@refrain/core/node';
import type { CharRnn } from '@refrain/models';
import { trainCharTokenizer } from '@refrain/tokenizers';
import type { Tokenizer } from '@refrain/tokenizers';
import { checkpoint, csvLog, sampleEvery, terminateOnNaN, train } from '@refrain/training';
import type { Callback, Checkpoint, History, Sample } from '@refrain/training';
import { measuringData, newModel, trainingData } from './assemble.js';
import { runOptimizer } from './optimizer.js';
import { hasCharacters, knownText } from './known-text.js';
import { runFiles } from './run-directory.js';
import { writtenText } from './sampling.js';
import { defaultPrompt } from './settings.js';
import type { RunSettings } from './settings.js';
import { textParts } from './text-parts.js';

/** A run in memory: everything that its settings and its text make. */
export interface Session {
  readonly settings: RunSettings;
  readonly store: ArtifactStore;
  readonly tokenizer: Tokenizer;
  readonly text: { readonly characters: number; readonly symbols: number; readonly sha256: string };
  readonly model: CharRnn;
  readonly data: Dataset<SequenceBatch>;
  readonly validation: Dataset<SequenceBatch> | undefined;
  /** Steps of the whole run. */
  readonly steps: number;
}

/** Where a run lives, and what it is made from. */
export interface SessionSource {
  readonly directory: string;
  readonly text: string;
  /** What was asked for as the samples' beginning; the usual one where the text has its characters, if undefined. */
  readonly prompt: string | undefined;
  readonly replaceUnknown: boolean;
}

/** Makes everything that a run needs before its first step. Reads the whole text; writes nothing. */
export async function openSession(
  settings: RunSettings,
  { directory, text, prompt, replaceUnknown }: SessionSource,
): Promise<Session> {
  const tokenizer = trainCharTokenizer(text, { lowercase: settings.lowercase });
  const ids = tokenizer.encode(text);
  const parts = textParts(ids, settings.split);
  const data = trainingData(settings, parts.train);
  return {
    settings: { ...settings, prompt: samplePrompt(tokenizer, { text, prompt, replaceUnknown }) },
    store: fileStore(directory),
    tokenizer,
    text: {
      characters: ids.length,
      symbols: tokenizer.vocabulary.size,
      sha256: await sha256(new TextEncoder().encode(text)),
    },
    model: newModel(settings, tokenizer.vocabulary.size),
    data,
    validation: measuringData(settings, parts.validation),
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

/** Trains, keeping checkpoints, history and samples. @returns the history, and the step whose weights were the best */
export async function runTraining(
  session: Session,
  options: TrainingOptions,
): Promise<{ history: History; bestStep: number | undefined }> {
  const { settings, store, model, tokenizer, data, validation, steps } = session;
  const optimizer = runOptimizer(settings, { steps, stepsPerEpoch: data.size! });
  const saves = checkpoint({
    store,
    everySteps: settings.checkpointEvery,
    keep: 2,
    ...(validation ? { monitor: settings.monitor } : {}),
  });
  const writes = sampleEvery({
    steps: settings.sampleEvery,
    store,
    name: runFiles.samples,
    sample: async ({ random }) =>
      settings.prompt + (await writtenText({ model, tokenizer }, { prompt: settings.prompt, length: 200, random })),
    sink: (sample) => options.onSample(sample),
  });
  try {
    const history = await train({
      ...{ model, data, optimizer, signal: options.signal, random: new Random(settings.seed) },
      ...(validation ? { validation } : {}),
      ...(settings.steps === undefined ? { epochs: settings.epochs! } : { steps: settings.steps }),
      ...(settings.clipNorm === undefined ? {} : { clipGlobalNorm: settings.clipNorm }),
      ...(settings.clipValue === undefined ? {} : { clipValue: settings.clipValue }),
      ...(options.resume === undefined ? {} : { resume: options.resume }),
      validateEverySteps: settings.validateEvery,
      callbacks: [terminateOnNaN(), csvLog({ store }), writes, saves, ...options.callbacks],
    });
    return { history, bestStep: saves.best?.step };
  } finally {
    optimizer.dispose();
  }
}

/** What samples begin with: the prompt that was asked for, the usual one if the text has its characters, or the text's opening. */
function samplePrompt(
  tokenizer: Tokenizer,
  { text, prompt, replaceUnknown }: Pick<SessionSource, 'text' | 'prompt' | 'replaceUnknown'>,
): string {
  if (prompt !== undefined) return knownText(tokenizer, prompt, { option: '--prompt', replaceUnknown });
  const opening = /^\s*(\S.{0,15})(?!\S)/u.exec(text)?.[1] ?? Array.from(text).slice(0, 8).join('');
  return hasCharacters(tokenizer, defaultPrompt) ? defaultPrompt : opening;
}
