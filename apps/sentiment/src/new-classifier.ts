import { relative } from 'node:path';
import { CommandError } from '@refrain/app-kit';
import { Random } from '@refrain/core';
import { embeddingFor } from '@refrain/corpora';
import type { LabelledText, PretrainedEmbedding } from '@refrain/corpora';
import { readWordVectors } from '@refrain/corpora/node';
import { transferLanguageModel } from '@refrain/models';
import type { SentimentClassifier } from '@refrain/models';
import type { Tokenizer } from '@refrain/tokenizers';
import { openLanguageModel } from './language-model.js';
import { trainRunTokenizer } from './run-tokenizer.js';
import type { RunSettings } from './settings.js';
import { newModel } from './word-classifier.js';

/** What a run begins with. */
export interface NewClassifier {
  /** The run's, with the sizes that were found in what is taken over. */
  readonly settings: RunSettings;
  readonly tokenizer: Tokenizer;
  readonly model: SentimentClassifier;
  /** Words without a vector in the file of `--vectors`, the most frequent first. */
  readonly missingWords?: readonly string[];
}

/** Makes a run's tokenizer and its model of what it is trained on, and of what it takes over. */
export async function newClassifier(settings: RunSettings, training: readonly LabelledText[]): Promise<NewClassifier> {
  const { languageModel, vectors, tokenizer: kind } = settings;
  if (languageModel !== undefined) return fromLanguageModel(settings, languageModel);
  const tokenizer = trainRunTokenizer(
    settings,
    kind as Exclude<typeof kind, 'language-model'>,
    training.map(({ text }) => text),
  );
  if (vectors === undefined) return { settings, tokenizer, model: newModel(settings, tokenizer) };
  const { values, dimensions, missing } = await vectorsFor(tokenizer, settings, vectors);
  const sized = { ...settings, embedding: dimensions };
  const special = new Set(Object.values(tokenizer.vocabulary.special).map((id) => tokenizer.vocabulary.tokens[id!]));
  return {
    settings: sized,
    tokenizer,
    model: newModel(sized, tokenizer, values),
    missingWords: missing.filter((word) => !special.has(word)),
  };
}

async function vectorsFor(tokenizer: Tokenizer, { seed }: RunSettings, path: string): Promise<PretrainedEmbedding> {
  const { tokens } = tokenizer.vocabulary;
  const file = relative(process.cwd(), path);
  const vectors = await readWordVectors(file, { words: tokens });
  if (vectors.words.length === 0) {
    throw new CommandError(
      `--vectors must be the vectors of words of the corpus; ${file} has none of its ${tokens.length} words. Check that both are of one language.`,
    );
  }
  return embeddingFor(vectors, tokens, { missing: 'uniform', random: new Random(seed).fork('vectors') });
}

async function fromLanguageModel(settings: RunSettings, directory: string): Promise<NewClassifier> {
  const { model: from, tokenizer } = await openLanguageModel(directory);
  const { embedding, cell, units } = from.options;
  const sized = { ...settings, embedding: embedding as number, cell, units };
  const model = newModel(sized, tokenizer);
  if (!settings.fromScratch) transferLanguageModel(from, model);
  from.dispose();
  return { settings: sized, tokenizer, model };
}
