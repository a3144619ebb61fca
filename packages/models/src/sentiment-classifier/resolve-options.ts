import {
  assertKnownOptions,
  assertNonNegativeInteger,
  assertOneOf,
  assertPositiveInteger,
  refuse,
} from '@refrain/core';
import { assertEmbeddingWeights, flag, rate } from '../option-checks.js';
import type { ResolvedSentimentClassifierOptions, SentimentClassifierOptions } from './options.js';
import { poolings } from './pooling.js';

const known = [
  'vocabularySize',
  'embedding',
  'cell',
  'units',
  'bidirectional',
  'pooling',
  'hidden',
  'dropout',
  'recurrentDropout',
  'outputDropout',
  'masking',
  'paddingId',
  'resetAfter',
  'embeddingWeights',
  'initialization',
] satisfies (keyof SentimentClassifierOptions)[];

/** Checks the options and fills in the defaults. @throws InvalidArgumentError naming the option at fault */
export function resolveSentimentClassifierOptions(
  options: SentimentClassifierOptions,
): ResolvedSentimentClassifierOptions {
  assertKnownOptions('sentimentClassifier', options, known);
  const { vocabularySize, embedding, cell, units, pooling = 'last', hidden, masking = 'explicit' } = options;
  assertPositiveInteger('vocabularySize', vocabularySize);
  assertPositiveInteger('embedding', embedding);
  assertOneOf('cell', cell, ['gru', 'lstm', 'rnn']);
  if (!Array.isArray(units) || units.length === 0) {
    refuse('units', units, {
      expected: 'an array of at least one width',
      remedy: 'For a single layer of 128 units write [128].',
    });
  }
  units.forEach((width, layer) => assertPositiveInteger(`units[${layer}]`, width));
  assertOneOf('pooling', pooling, poolings);
  if (hidden !== undefined) assertPositiveInteger('hidden', hidden);
  assertOneOf('masking', masking, ['none', 'from-ids', 'explicit', 'ragged']);
  assertEmbeddingWeights(options.embeddingWeights, options);
  assertOneOf('initialization', options.initialization ?? 'keras', ['keras', 'pytorch']);
  return Object.freeze({
    vocabularySize,
    embedding,
    cell,
    units: Object.freeze([...units]),
    bidirectional: flag('bidirectional', options.bidirectional, { byDefault: false }),
    pooling,
    ...(hidden !== undefined && { hidden }),
    dropout: rate('dropout', options.dropout),
    recurrentDropout: rate('recurrentDropout', options.recurrentDropout),
    outputDropout: rate('outputDropout', options.outputDropout),
    masking,
    ...paddingId(options),
    ...resetAfter(options),
  });
}

function paddingId({ masking, paddingId: id, vocabularySize }: SentimentClassifierOptions): { paddingId?: number } {
  if (masking === 'from-ids') {
    assertNonNegativeInteger('paddingId', id ?? 0);
    if ((id ?? 0) < vocabularySize) return { paddingId: id ?? 0 };
    refuse('paddingId', id, { expected: `an id of the vocabulary, below ${vocabularySize}` });
  }
  if (id === undefined) return {};
  const remedy = "Only masking 'from-ids' looks for it.";
  refuse('paddingId', id, { expected: `left out with masking '${masking ?? 'explicit'}'`, remedy });
}

function resetAfter({ cell, resetAfter: value }: SentimentClassifierOptions): { resetAfter?: boolean } {
  if (cell === 'gru') return { resetAfter: flag('resetAfter', value, { byDefault: true }) };
  if (value === undefined) return {};
  refuse('resetAfter', value, { expected: `left out for the cell '${cell}'`, remedy: 'Only a GRU has it.' });
}
