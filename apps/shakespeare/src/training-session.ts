import { runOptimizer } from '@refrain/app-kit/training';
import { Random, sha256 } from '@refrain/core';
import type { ArtifactStore, Dataset, SequenceBatch } from '@refrain/core';
import { fileStore } from '@refrain/core/node';
import type { CharRnn } from '@refrain/models';
import type { Tokenizer } from '@refrain/tokenizers';
import { bitsPerCharacter } from '@refrain/metrics';
import { checkpoint, csvLog, sampleEvery, terminateOnNaN, train } from '@refrain/training';
import type { Callback, Checkpoint, History, RowFigures, Sample } from '@refrain/training';
import { newModel, trainingData } from './assemble.js';
import { isKnownText, knownText } from './text/known-text.js';
import { measuredText } from './text/measured-text.js';
import type { MeasuredText } from './text/measured-text.js';
import { choiceTitle } from './presets/hyper-parameters.js';
import { runFiles } from './run-directory.js';
import type { TextRecord } from './run-directory.js';
import { trainRunTokenizer } from './text/run-tokenizer.js';
import { writtenText } from './sampling.js';
import type { Writer } from './sampling.js';
import type { RunSettings } from './settings.js';
import { characterCount, textParts } from './text/text-parts.js';

/** A run in memory: everything that its settings and its text make. */
export interface Session {
  readonly settings: RunSettings;
  readonly store: ArtifactStore;
  readonly tokenizer: Tokenizer;
  readonly text: TextRecord;
  readonly model: CharRnn;
  readonly data: Dataset<SequenceBatch>;
  readonly validation: MeasuredText | undefined;
  /** Steps of the whole run. */
  readonly steps: number;
}

/** Where a run lives, and what it is made from. */
export interface SessionSource {
  readonly directory: string;
  readonly text: string;
  /** The tokenizer of a run that is resumed; another one is trained if undefined. */
  readonly tokenizer: Tokenizer | undefined;
  /** What was asked for as the samples' beginning; the usual one where the model knows its text, if undefined. */
  readonly prompt: string | undefined;
  readonly replaceUnknown: boolean;
}

/** Makes everything that a run needs before its first step. Reads the whole text; writes nothing. */
export async function openSession(
  settings: RunSettings,
  { directory, text, tokenizer: stored, prompt, replaceUnknown }: SessionSource,
): Promise<Session> {
  const parts = textParts(text, settings.split);
  const tokenizer = stored ?? trainRunTokenizer(settings, { whole: text, train: parts.train });
  const [ids, ...rest] = [parts.train, parts.validation, parts.test].map((part) =>
    tokenizer.encode(part, { special: 'as-text' }),
  );
  const data = trainingData(settings, ids!);
  return {
    settings: {
      ...settings,
      prompt: samplePrompt(tokenizer, { text, prompt, replaceUnknown, usual: settings.prompt }),
    },
    store: fileStore(directory),
    tokenizer,
    text: {
      characters: characterCount(text),
      tokens: rest.reduce((sum, { length }) => sum + length, ids!.length),
      vocabulary: tokenizer.vocabulary.size,
      sha256: await sha256(new TextEncoder().encode(text)),
    },
    model: newModel(settings, tokenizer.vocabulary.size),
    data,
    validation: measuredText(settings, tokenizer, parts.validation),
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
  const length = tokensFor(session, sampleCharacters);
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
    sample: ({ random }) => sampleText({ model, tokenizer }, settings, { length, random }),
    sink: (sample) => options.onSample(sample),
  });
  try {
    const history = await train({
      ...{ model, data, optimizer, signal: options.signal, random: new Random(settings.seed) },
      ...(validation ? { validation: validation.data, figures: bitsOf(validation) } : {}),
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

/** What the model writes behind the prompt, in each of the ways that the settings ask for. */
async function sampleText(
  writer: Writer,
  { prompt, whileTraining: choices = [{ temperature: 0.8 }] }: RunSettings,
  { length, random }: { length: number; random: Random },
): Promise<string> {
  const texts: string[] = [];
  for (const choice of choices) {
    const text = prompt + (await writtenText(writer, { prompt, length, random, ...choice }));
    texts.push(choices.length === 1 ? text : `${choiceTitle(choice)}: ${text}`);
  }
  return texts.join('\n');
}

/** Characters of a sample during the training, about. */
const sampleCharacters = 200;

/** How many tokens are about so many characters of the run's text. */
export function tokensFor({ text }: Session, characters: number): number {
  return Math.ceil((characters * text.tokens) / text.characters);
}

/** The bits that a character of the validation costs, for each row that has been validated. */
function bitsOf({ tokens, characters }: MeasuredText): RowFigures {
  return ({ validationLoss: nats = Number.NaN }): Record<string, number> =>
    Number.isFinite(nats) ? { validationBitsPerCharacter: bitsPerCharacter({ nats, tokens, characters }) } : {};
}

/** What samples begin with: the prompt that was asked for, the usual one if the model knows its text, or the text's opening. */
function samplePrompt(
  tokenizer: Tokenizer,
  {
    text,
    prompt,
    replaceUnknown,
    usual,
  }: Pick<SessionSource, 'text' | 'prompt' | 'replaceUnknown'> & { usual: string },
): string {
  if (prompt !== undefined) return knownText(tokenizer, prompt, { option: '--prompt', replaceUnknown });
  const opening = /^\s*(\S.{0,15})(?!\S)/u.exec(text)?.[1] ?? Array.from(text).slice(0, 8).join('');
  return isKnownText(tokenizer, usual) ? usual : opening;
}
