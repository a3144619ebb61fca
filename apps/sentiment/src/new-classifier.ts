import { startingVectors } from '@refrain/app-kit/training';
import type { LabelledText } from '@refrain/corpora';
import { transferLanguageModel } from '@refrain/models';
import type { Tokenizer } from '@refrain/tokenizers';
import { openLanguageModel } from './language-model.js';
import type { TokenizerKind } from './presets/hyper-parameters.js';
import { trainRunTokenizer } from './run-tokenizer.js';
import { universalSentenceEncoder } from './sentence-encoder.js';
import { newSentenceModel, sentenceVectorClassifier } from './sentence-vector-classifier.js';
import type { RunSettings } from './settings.js';
import type { TextClassifier } from './text-classifier.js';
import { newModel, wordClassifier } from './word-classifier.js';

/** What a run begins with. */
export interface NewClassifier {
  /** The run's, with the sizes that were found in what is taken over. */
  readonly settings: RunSettings;
  readonly classifier: TextClassifier;
  /** Words without a vector in the file of `--vectors`, the most frequent first. */
  readonly missingWords?: readonly string[];
}

/** Makes a run's classifier of what it is trained on, and of what it takes over. */
export async function newClassifier(settings: RunSettings, training: readonly LabelledText[]): Promise<NewClassifier> {
  const { encoder: reads, languageModel, vectors } = settings;
  if (reads !== undefined) {
    const encoder = await universalSentenceEncoder();
    const model = newSentenceModel(settings, encoder);
    return { settings, classifier: sentenceVectorClassifier(settings, { model, encoder }) };
  }
  if (languageModel !== undefined) return fromLanguageModel(settings, languageModel);
  const kind = settings.tokenizer as Exclude<TokenizerKind, 'language-model'>;
  const texts = training.map(({ text }) => text);
  const tokenizer = trainRunTokenizer(settings, kind, texts);
  if (vectors !== undefined) return fromVectors(settings, tokenizer, vectors);
  return { settings, classifier: wordClassifier(settings, { tokenizer, model: newModel(settings, tokenizer) }) };
}

async function fromVectors(settings: RunSettings, tokenizer: Tokenizer, path: string): Promise<NewClassifier> {
  // Zeros: a word that is met for the first time then says nothing, and rare ones say only what they have learned.
  const { values, dimensions, missing } = await startingVectors(tokenizer, path, { missing: 'zeros' });
  const sized = { ...settings, embedding: dimensions };
  return {
    settings: sized,
    classifier: wordClassifier(sized, { tokenizer, model: newModel(sized, tokenizer, values) }),
    missingWords: missing,
  };
}

async function fromLanguageModel(settings: RunSettings, directory: string): Promise<NewClassifier> {
  const { model: from, tokenizer } = await openLanguageModel(directory);
  const { embedding, cell, units } = from.options;
  const sized = { ...settings, embedding: embedding as number, cell, units };
  const model = newModel(sized, tokenizer);
  if (!settings.fromScratch) transferLanguageModel(from, model);
  from.dispose();
  return { settings: sized, classifier: wordClassifier(sized, { model, tokenizer }) };
}
