import { relative } from 'node:path';
import { CommandError } from '@refrain/app-kit';
import { embeddingFor } from '@refrain/corpora';
import type { LabelledText, PretrainedEmbedding } from '@refrain/corpora';
import { readWordVectors } from '@refrain/corpora/node';
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
  const { values, dimensions, missing } = await vectorsFor(tokenizer, path);
  const sized = { ...settings, embedding: dimensions };
  const { special, tokens } = tokenizer.vocabulary;
  const specialTokens = Object.values(special).map((id) => tokens[id!]);
  return {
    settings: sized,
    classifier: wordClassifier(sized, { tokenizer, model: newModel(sized, tokenizer, values) }),
    missingWords: missing.filter((word) => !specialTokens.includes(word)),
  };
}

async function vectorsFor(tokenizer: Tokenizer, path: string): Promise<PretrainedEmbedding> {
  const { tokens } = tokenizer.vocabulary;
  const file = relative(process.cwd(), path);
  const vectors = await readWordVectors(file, { words: tokens });
  if (vectors.words.length === 0) {
    throw new CommandError(
      `--vectors must be the vectors of words of the corpus; ${file} has none of its ${tokens.length} tokens. Check that both are of one language.`,
    );
  }
  // Zeros: a word that is met for the first time then says nothing, and rare ones say only what they have learned.
  return embeddingFor(vectors, tokens, { missing: 'zeros' });
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
