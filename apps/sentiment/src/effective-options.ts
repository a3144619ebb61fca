import { optionName, UsageError } from '@refrain/app-kit';
import type { HyperParameters } from './presets/hyper-parameters.js';
import type { TrainOptions } from './settings.js';

type Option = keyof TrainOptions;

/** @throws UsageError for an option that would do nothing, or that another one rules out */
export function assertEffective(options: TrainOptions, merged: HyperParameters): void {
  const { vectors, languageModel, encoder, cell, tokenizer, masking } = merged;
  const refuse = (names: readonly Option[], reason: string): void => {
    const given = names.find((name) => options[name] !== undefined);
    if (given === undefined) return;
    throw new UsageError(`${optionName(given)} ${reason} Leave it out, or change the other option.`);
  };
  if (encoder !== undefined) refuse(ofWords, 'is about reading words; the preset reads vectors of whole texts.');
  if (vectors === undefined) refuse(['frozen'], 'is about the file of --vectors; there is none.');
  else refuse(['embedding'], 'is that of the file of --vectors.');
  if (languageModel === undefined) {
    refuse(['fromScratch', 'unfreezeEvery', 'layerRate'], 'is about --language-model; there is none.');
    if (tokenizer === 'language-model') {
      throw new UsageError('--tokenizer language-model is that of --language-model; there is none. Give both or none.');
    }
    return;
  }
  refuse(
    ['vectors', 'tokenizer', 'vocabulary', 'embedding', 'cell', 'units', 'bidirectional'],
    'is decided by --language-model.',
  );
  if (merged.fromScratch) refuse(['unfreezeEvery', 'layerRate'], 'is about what a language model has learned.');
  if (tokenizer !== 'language-model' || cell !== undefined) {
    throw new UsageError('--language-model is for the preset transfer; received another one. Give --preset transfer.');
  }
  if (masking === 'from-ids' || masking === 'none') {
    throw new UsageError(
      `--masking must be explicit or ragged with --language-model, whose tokenizer has no padding; received ${masking}.`,
    );
  }
}

/** Options of models that read words. */
const ofWords: readonly Option[] = [
  ...(['tokenizer', 'vocabulary', 'embedding', 'vectors', 'frozen', 'languageModel', 'cell', 'units'] as const),
  ...([
    'bidirectional',
    'pooling',
    'recurrentDropout',
    'outputDropout',
    'masking',
    'maxLength',
    'bucketWidth',
    'longestFirst',
  ] as const),
];
