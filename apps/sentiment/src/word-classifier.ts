import { optionName, UsageError, withoutUndefined } from '@refrain/app-kit';
import { InvalidArgumentError, Random } from '@refrain/core';
import type { Dataset, LabelledBatch } from '@refrain/core';
import type { LabelledText } from '@refrain/corpora';
import { idBatch, labelledBatches } from '@refrain/data';
import type { LabelledExample } from '@refrain/data';
import { sentimentClassifier } from '@refrain/models';
import type { SentimentClassifier } from '@refrain/models';
import type { Tokenizer } from '@refrain/tokenizers';
import { idsOf } from './run-tokenizer.js';
import type { RunSettings } from './settings.js';
import type { TextClassifier } from './text-classifier.js';

/**
 * A new model with the run's sizes; its weights depend on the run's seed alone, and on the vectors if there are any.
 *
 * @throws UsageError for sizes that don't fit each other
 */
export function newModel(
  settings: RunSettings,
  tokenizer: Tokenizer,
  embeddingWeights?: Float32Array,
): SentimentClassifier {
  try {
    return sentimentClassifier(
      withoutUndefined({
        vocabularySize: tokenizer.vocabulary.size,
        embedding: settings.embedding!,
        cell: settings.cell!,
        units: settings.units!,
        bidirectional: settings.bidirectional,
        pooling: settings.pooling,
        hidden: settings.hidden,
        dropout: settings.dropout,
        recurrentDropout: settings.recurrentDropout,
        outputDropout: settings.outputDropout,
        masking: settings.masking,
        initialization: settings.initialization,
        paddingId: settings.masking === 'from-ids' ? paddingId(tokenizer) : undefined,
        embeddingWeights,
      }),
      new Random(settings.seed).fork('weights'),
    );
  } catch (error) {
    if (!InvalidArgumentError.isInstance(error)) throw error;
    throw new UsageError(error.message.replaceAll(error.argument, optionName(error.argument)));
  }
}

/** A model of words with its tokenizer. */
export function wordClassifier(
  settings: RunSettings,
  { model, tokenizer }: { model: SentimentClassifier; tokenizer: Tokenizer },
): TextClassifier {
  const { batch: batchSize, bucketWidth, longestFirst, seed, maxLength = Infinity } = settings;
  const pad = paddingId(tokenizer);
  const encode = (text: string): Int32Array => idsOf(tokenizer, text);
  const examples = (texts: readonly LabelledText[]): LabelledExample[] =>
    texts.map(({ text, label }) => ({ ids: encode(text), label }));
  // A model that reads padding judges a text by its batch too, so that those it is measured on have to be as in training.
  const asInTraining = settings.masking === 'none';
  const classify = (rows: readonly Int32Array[]): Float32Array =>
    inBatches(rows, { batchSize: asInTraining ? batchSize : rowsAtOnce, ordered: !asInTraining }, (some) => {
      const longest = some.reduce((most, { length }) => Math.max(most, length), 1);
      return model.classify(idBatch(some, { pad, length: Math.min(longest, maxLength) }));
    });
  return {
    model,
    trainingData: async (texts) =>
      labelledBatches(examples(texts), {
        ...{ batchSize, seed, pad },
        ...withoutUndefined({ bucketWidth, longestFirst, maxLength: settings.maxLength }),
      }),
    measuringData: async (texts): Promise<Dataset<LabelledBatch>> =>
      labelledBatches(examples(texts), {
        pad,
        ...withoutUndefined({ maxLength: settings.maxLength }),
        ...(asInTraining ? { batchSize } : { batchSize: rowsAtOnce, bucketWidth: 1 }),
      }),
    probabilities: async (texts) => classify(texts.map(encode)),
    refusal(text) {
      const ids = encode(text);
      if (ids.some((id) => id !== tokenizer.vocabulary.special.unknown)) return undefined;
      return { fault: 'has only words that the model does not know', remedy: 'Use other words.' };
    },
    words: {
      tokenizer,
      vectors: () => model.variables()[0]!.variable.dataSync<'float32'>(),
      wordProbabilities: () => model.wordProbabilities(),
      running(text) {
        const ids = encode(text).subarray(0, Math.min(maxLength, longestShown));
        const prefixes = Array.from(ids, (_, last) => ids.subarray(0, last + 1));
        return { pieces: Array.from(ids, (id) => tokenizer.decode([id])), probabilities: classify(prefixes) };
      },
      cut: (texts) => texts.filter((text) => encode(text).length > maxLength).length,
    },
  };
}

/** Texts that are classified together. */
const rowsAtOnce = 64;
/** Words of a text that are shown one by one. */
const longestShown = 200;

/** Classifies rows some at a time, `ordered` with others of about their length, which needs the least padding. */
function inBatches(
  rows: readonly Int32Array[],
  { batchSize, ordered }: { batchSize: number; ordered: boolean },
  classify: (some: readonly Int32Array[]) => Float32Array,
): Float32Array {
  const order = [...rows.keys()];
  if (ordered) order.sort((one, other) => rows[one]!.length - rows[other]!.length);
  const probabilities = new Float32Array(rows.length);
  for (let first = 0; first < order.length; first += batchSize) {
    const batch = order.slice(first, first + batchSize);
    const found = classify(batch.map((row) => rows[row]!));
    batch.forEach((row, place) => {
      probabilities[row] = found[place]!;
    });
  }
  return probabilities;
}

/** The id that fills up rows; where the tokenizer has none the mask tells it from words. */
function paddingId(tokenizer: Tokenizer): number {
  return tokenizer.vocabulary.special.padding ?? 0;
}
