import { resolve } from 'node:path';
import {
  differences as settingDifferences,
  givenSettings,
  resolvedTraining,
  UsageError,
  withoutUndefined,
} from '@refrain/app-kit';
import type { BackendChoice } from '@refrain/backend';
import { corpusIdentity } from './corpus.js';
import { assertEffective } from './effective-options.js';
import { preset } from './presets.js';
import type { PresetName } from './presets.js';
import type { HyperParameters } from './presets/hyper-parameters.js';

/** Everything that a run depends on; stored in the run's folder. */
export interface RunSettings extends HyperParameters {
  /** A corpus's name, or the absolute path of labelled texts. */
  readonly corpus: string;
  readonly preset: PresetName;
}

/** Hyper-parameters that the command line can not overrule. */
type Fixed = 'encoder' | 'initialization' | 'schedule' | 'monitor' | 'momentum' | 'rmsprop';

/** What `train` was given on the command line; what is absent is the preset's. */
export interface TrainOptions extends Partial<Omit<HyperParameters, Fixed>> {
  readonly corpus?: string;
  readonly preset?: PresetName;
  readonly run?: string;
  readonly resume?: boolean;
  readonly backend?: BackendChoice;
}

export const defaultCorpus = 'opinions';
export const defaultPreset: PresetName = 'quick';

/**
 * The preset's numbers, overruled by the options.
 *
 * @throws UsageError if options contradict each other, or one is missing that the preset needs
 */
export function runSettings(options: TrainOptions): RunSettings {
  const name = options.preset ?? defaultPreset;
  const { summary: _, needs, ...base } = preset(name);
  const given = hyperParameters(options);
  const merged = { ...base, corpus: defaultCorpus, preset: name, ...given };
  if (needs === 'vectors' && merged.vectors === undefined) {
    throw missing(name, { option: '--vectors <file>', what: 'a file of word vectors, such as those of GloVe' });
  }
  if (needs === 'languageModel' && merged.languageModel === undefined) {
    throw missing(name, { option: '--language-model <folder>', what: 'the folder of a run of the app shakespeare' });
  }
  assertEffective(options, merged);
  return withoutUndefined({
    ...merged,
    ...resolvedTraining(options, merged),
    // Their widths are known when they are read.
    embedding: merged.vectors === undefined ? merged.embedding : undefined,
    ...(merged.fromScratch && { layerRate: undefined, unfreezeEvery: undefined }),
  });
}

function missing(name: PresetName, { option, what }: { option: string; what: string }): UsageError {
  return new UsageError(`--preset ${name} needs ${what}; received none. Give it with ${option}.`);
}

/** What options given with `--resume` would change in a stored run, one line each. */
export function differences(stored: RunSettings, options: TrainOptions): string[] {
  return settingDifferences(stored, hyperParameters(options));
}

/** The hyper-parameters among the options; paths so that they mean the same file from any folder. */
function hyperParameters(options: TrainOptions): Partial<RunSettings> {
  const { corpus, vectors, languageModel, ...rest } = givenSettings(options);
  return withoutUndefined({
    ...rest,
    corpus: corpus && corpusIdentity(corpus),
    vectors: vectors && resolve(vectors),
    languageModel: languageModel && resolve(languageModel),
  }) as Partial<RunSettings>;
}
