import { resolve } from 'node:path';
import {
  differences as settingDifferences,
  givenSettings,
  resolvedTraining,
  UsageError,
  withoutUndefined,
} from '@refrain/app-kit';
import type { BackendChoice } from '@refrain/backend';
import { assertSettings, assertVectors } from './setting-rules.js';
import { preset } from './presets.js';
import type { PresetName } from './presets.js';
import type { HyperParameters } from './presets/hyper-parameters.js';

/** Everything that a run depends on; stored in the run's folder. */
export interface RunSettings extends HyperParameters {
  /** A corpus's name, or the absolute path of a text file. */
  readonly corpus: string;
  readonly preset: PresetName;
  /** What samples begin with where nothing else is asked for. */
  readonly prompt: string;
}

/** What `train` was given on the command line; what is absent is the preset's. */
export interface TrainOptions {
  readonly corpus?: string;
  readonly preset?: PresetName;
  readonly tokenizer?: HyperParameters['tokenizer'];
  readonly vocabulary?: number;
  readonly lowercase?: boolean;
  readonly characters?: number;
  readonly embedding?: number | 'one-hot';
  readonly vectors?: string;
  readonly frozen?: boolean;
  readonly cell?: HyperParameters['cell'];
  readonly units?: readonly number[];
  readonly recurrence?: HyperParameters['recurrence'];
  readonly dropout?: number;
  readonly recurrentDropout?: number;
  readonly length?: number;
  readonly batch?: number;
  readonly stateful?: boolean;
  readonly optimizer?: HyperParameters['optimizer'];
  readonly learningRate?: number;
  readonly weightDecay?: number;
  readonly clipNorm?: number;
  readonly steps?: number;
  readonly epochs?: number;
  readonly seed?: number;
  readonly prompt?: string;
  readonly validateEvery?: number;
  readonly sampleEvery?: number;
  readonly checkpointEvery?: number;
  readonly run?: string;
  readonly resume?: boolean;
  readonly backend?: BackendChoice;
  readonly replaceUnknown?: boolean;
}

export const defaultCorpus = 'sonnets';
export const defaultPreset: PresetName = 'quick';
const defaultPrompt = 'Shall I';

/** The preset's numbers, overruled by the options. @throws UsageError if options contradict each other */
export function runSettings(options: TrainOptions): RunSettings {
  const name = options.preset ?? defaultPreset;
  const { summary: _, ...base } = preset(name);
  const merged = { ...base, ...hyperParameters(options) };
  const settings = withoutUndefined<RunSettings>({
    ...merged,
    vocabulary: vocabularySize(merged),
    ...resolvedTraining(options, merged),
    clipValue: options.clipNorm === undefined ? merged.clipValue : undefined,
    corpus: options.corpus ?? base.corpus ?? defaultCorpus,
    preset: name,
    momentum: merged.optimizer === 'sgd' ? merged.momentum : undefined,
    rmsprop: merged.optimizer === 'rmsprop' ? merged.rmsprop : undefined,
    prompt: options.prompt ?? base.prompt ?? defaultPrompt,
  });
  assertSettings(settings);
  assertVectors(settings, options);
  return settings;
}

const defaultVocabularies = { word: 5000, bpe: 1000, unigram: 1000 } as const;

/** @throws UsageError where a size is asked for of a vocabulary that the text alone makes */
function vocabularySize({ tokenizer, vocabulary }: Pick<RunSettings, 'tokenizer' | 'vocabulary'>): number | undefined {
  if (tokenizer !== 'char') return vocabulary ?? defaultVocabularies[tokenizer];
  if (vocabulary === undefined) return undefined;
  throw new UsageError(
    `--vocabulary is a number of words or subwords; received ${vocabulary} with the tokenizer char, whose vocabulary is the characters of the text. ` +
      'Leave it out, or give --tokenizer word, bpe or unigram.',
  );
}

/** What options given with `--resume` would change in a stored run, one line each. */
export function differences(stored: RunSettings, options: TrainOptions): string[] {
  return settingDifferences(stored, hyperParameters(options));
}

/** The settings among the options; a path so that it means the same file from any folder. */
function hyperParameters(options: TrainOptions): Partial<TrainOptions> {
  const { vectors, ...rest } = givenSettings(options);
  return { ...rest, ...(vectors !== undefined && { vectors: resolve(vectors) }) };
}
