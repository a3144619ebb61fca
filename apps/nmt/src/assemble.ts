import { CommandError, optionName, UsageError, withoutUndefined } from '@refrain/app-kit';
import { InvalidArgumentError, Random } from '@refrain/core';
import type { Dataset, ParallelBatch } from '@refrain/core';
import type { SentencePair } from '@refrain/corpora';
import { parallelBatches } from '@refrain/data';
import type { ParallelBatchesOptions, SequencePair } from '@refrain/data';
import { encoderDecoder } from '@refrain/models';
import type { EncoderDecoder } from '@refrain/models';
import { targetIds } from './run-tokenizers.js';
import type { TokenizerPair } from './run-tokenizers.js';
import type { RunSettings } from './settings.js';

/**
 * A new model with the run's sizes; its weights depend on the run's seed alone.
 *
 * @throws UsageError for sizes that don't fit each other
 */
export function newModel(settings: RunSettings, { source, target }: TokenizerPair): EncoderDecoder {
  const { embedding, cell, units, bidirectional, attention, inputFeeding, tiedOutput, seed } = settings;
  const { sharedVocabulary: sharedEmbedding = false } = settings;
  const { attentionOrder, readout, dropout, labelSmoothing, scheduledSampling, sampledSoftmax } = settings;
  try {
    return encoderDecoder(
      {
        sourceVocabularySize: source.vocabulary.size,
        targetVocabularySize: target.vocabulary.size,
        ...{ embedding, cell, units, bidirectional, attention, inputFeeding, tiedOutput },
        ...{ sharedEmbedding, dropout, labelSmoothing, scheduledSampling },
        ...withoutUndefined({ attentionOrder, readout }),
        ...(sampledSoftmax === undefined ? {} : { sampledSoftmax: { samples: sampledSoftmax } }),
      },
      new Random(seed).fork('weights'),
    );
  } catch (error) {
    if (!InvalidArgumentError.isInstance(error)) throw error;
    const name = error.argument.split('.')[0]!;
    throw new UsageError(error.message.replace(new RegExp(`\\b${name}\\b(\\.\\w+)?`, 'g'), optionName(name)));
  }
}

/** What a run trains on, in another order each epoch. @throws CommandError if every pair is too long */
export function trainingData(
  settings: RunSettings,
  tokenizers: TokenizerPair,
  pairs: readonly SentencePair[],
): Dataset<ParallelBatch> {
  const { batch: batchSize, bucketWidth, seed } = settings;
  const order = bucketWidth === undefined ? { seed } : { seed, bucketWidth };
  return batches(settings, tokenizers, { pairs, options: { batchSize, ...order } });
}

/** What a run is measured on: all pairs, however long, from short to long. */
export function measuringData(
  settings: RunSettings,
  tokenizers: TokenizerPair,
  pairs: readonly SentencePair[],
): Dataset<ParallelBatch> {
  return parallelBatches(encoded(tokenizers, pairs), {
    ...targetIds(tokenizers),
    batchSize: Math.max(settings.batch, 64),
    bucketWidth: 1,
  });
}

function batches(
  { maxLength }: RunSettings,
  tokenizers: TokenizerPair,
  { pairs, options }: { pairs: readonly SentencePair[]; options: Partial<ParallelBatchesOptions> },
): Dataset<ParallelBatch> {
  try {
    return parallelBatches(encoded(tokenizers, pairs), { ...targetIds(tokenizers), maxLength, ...options });
  } catch (error) {
    if (!InvalidArgumentError.isInstance(error) || error.argument !== 'maxLength') throw error;
    throw new CommandError(
      `--max-length must leave at least one pair to train on; received ${maxLength}, and all ${pairs.length} are longer on one side. Raise it.`,
    );
  }
}

/** Pairs as ids; a source of which nothing is left, such as marks alone for a tokenizer of words, is left out. */
function encoded({ source, target }: TokenizerPair, pairs: readonly SentencePair[]): SequencePair[] {
  return pairs
    .map((pair) => ({
      source: source.encode(pair.source, { special: 'as-text' }),
      target: target.encode(pair.target, { special: 'as-text' }),
    }))
    .filter((pair) => pair.source.length > 0);
}
