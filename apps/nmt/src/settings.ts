import {
  differences as settingDifferences,
  givenSettings,
  resolvedTraining,
  UsageError,
  withoutUndefined,
} from '@refrain/app-kit';
import type { BackendChoice } from '@refrain/backend';
import type { HyperParameters } from './hyper-parameters.js';
import { preset } from './presets.js';
import type { PresetName } from './presets.js';

/** Everything that a run depends on; stored in the run's folder. */
export interface RunSettings extends HyperParameters {
  /** A corpus's name, or the absolute path of a file of pairs. */
  readonly corpus: string;
  readonly preset: PresetName;
}

/** Hyper-parameters that the command line can overrule. */
type Overruled =
  | 'tokenizer'
  | 'vocabulary'
  | 'lowercase'
  | 'removeInvertedMarks'
  | 'cell'
  | 'units'
  | 'embedding'
  | 'bidirectional'
  | 'attention'
  | 'attentionOrder'
  | 'readout'
  | 'inputFeeding'
  | 'tiedOutput'
  | 'sharedVocabulary'
  | 'dropout'
  | 'labelSmoothing'
  | 'sampledSoftmax'
  | 'scheduledSampling'
  | 'maxLength'
  | 'batch'
  | 'bucketWidth'
  | 'optimizer'
  | 'learningRate'
  | 'weightDecay'
  | 'embeddingRate'
  | 'clipNorm'
  | 'steps'
  | 'epochs'
  | 'seed'
  | 'trainingPairs'
  | 'validation'
  | 'test'
  | 'validateEvery'
  | 'sampleEvery'
  | 'checkpointEvery';

/** What `train` was given on the command line; what is absent is the preset's. */
export interface TrainOptions extends Partial<Pick<HyperParameters, Overruled>> {
  readonly corpus?: string;
  readonly preset?: PresetName;
  readonly run?: string;
  readonly resume?: boolean;
  readonly backend?: BackendChoice;
}

export const defaultCorpus = 'phrasebook';
export const defaultPreset: PresetName = 'quick';

/** The preset's numbers, overruled by the options. @throws UsageError if options contradict each other */
export function runSettings(options: TrainOptions): RunSettings {
  const name = options.preset ?? defaultPreset;
  const { summary: _, ...base } = preset(name);
  const merged = { ...base, ...givenSettings(options) };
  assertEffective(options, merged);
  const attends = merged.attention !== 'none';
  return withoutUndefined({
    ...merged,
    ...resolvedTraining(options, merged),
    // All three are about attention.
    attentionOrder: attends ? (merged.attentionOrder ?? 'luong') : undefined,
    readout: attends ? (merged.readout ?? 'concatenation') : undefined,
    inputFeeding: attends && merged.attentionOrder !== 'bahdanau' && merged.inputFeeding,
    corpus: options.corpus ?? defaultCorpus,
    preset: name,
  });
}

/** @throws UsageError for an option that would do nothing, or that another one rules out */
function assertEffective(options: TrainOptions, merged: HyperParameters): void {
  const { attention, attentionOrder, bidirectional, units, labelSmoothing, sampledSoftmax } = merged;
  const refuse = (option: string, reason: string): never => {
    throw new UsageError(`${option} ${reason} Leave it out, or change the other option.`);
  };
  if (attention === 'none') {
    if (options.attentionOrder !== undefined) refuse('--attention-order', 'says when to look; --attention is none.');
    if (options.readout !== undefined) refuse('--readout', 'says what is read with attention; --attention is none.');
    if (options.inputFeeding) refuse('--input-feeding', 'feeds back what attention found; --attention is none.');
  }
  if (attentionOrder === 'bahdanau' && options.inputFeeding) {
    refuse(
      '--input-feeding',
      "is for Luong's order; in --attention-order bahdanau the decoder reads what was found already.",
    );
  }
  if (sampledSoftmax !== undefined && labelSmoothing > 0) {
    refuse('--sampled-softmax', `sees a part of the tokens, and --label-smoothing ${labelSmoothing} spreads over all.`);
  }
  const odd = units.find((width) => width % 2 === 1);
  if (!bidirectional || odd === undefined) return;
  throw new UsageError(
    `--units must be even for an encoder that reads from both ends, half of them from each; received ${odd}. ` +
      'Give an even number, or --no-bidirectional.',
  );
}

/** What options given with `--resume` would change in a stored run, one line each. */
export function differences(stored: RunSettings, options: TrainOptions): string[] {
  return settingDifferences(stored, givenSettings(options));
}
