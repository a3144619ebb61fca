import { assertKnownOptions, assertOneOf, assertPositiveInteger, InvalidArgumentError, refuse } from '@refrain/core';
import { assertAbsent, flag, rate } from '../option-checks.js';
import type { EncoderDecoderOptions, ResolvedEncoderDecoderOptions, SampledSoftmax } from './options.js';
import { assertComparable, resolveAttention } from './resolve-attention.js';
import { readoutUnits } from './widths.js';

const known = [
  'sourceVocabularySize',
  'targetVocabularySize',
  'embedding',
  'sourceEmbedding',
  'targetEmbedding',
  'cell',
  'units',
  'encoderUnits',
  'bidirectional',
  'attention',
  'attentionOrder',
  'attentionUnits',
  'readout',
  'readoutUnits',
  'inputFeeding',
  'tiedOutput',
  'sharedEmbedding',
  'dropout',
  'recurrentDropout',
  'labelSmoothing',
  'sampledSoftmax',
  'scheduledSampling',
  'resetAfter',
] satisfies (keyof EncoderDecoderOptions)[];

/** Checks the options and fills in the defaults. @throws InvalidArgumentError naming the option at fault */
export function resolveEncoderDecoderOptions(options: EncoderDecoderOptions): ResolvedEncoderDecoderOptions {
  assertKnownOptions('encoderDecoder', options, known);
  const { sourceVocabularySize, targetVocabularySize, cell } = options;
  assertPositiveInteger('sourceVocabularySize', sourceVocabularySize);
  assertPositiveInteger('targetVocabularySize', targetVocabularySize);
  assertOneOf('cell', cell, ['gru', 'lstm', 'rnn']);
  const units = widths('units', options.units);
  const bidirectional = flag('bidirectional', options.bidirectional, { byDefault: false });
  const resolved: ResolvedEncoderDecoderOptions = {
    sourceVocabularySize,
    targetVocabularySize,
    ...embeddings(options),
    cell,
    units,
    encoderUnits: encoderUnits(options, { units, bidirectional }),
    bidirectional,
    ...resolveAttention(options, units),
    tiedOutput: flag('tiedOutput', options.tiedOutput, { byDefault: false }),
    sharedEmbedding: flag('sharedEmbedding', options.sharedEmbedding, { byDefault: false }),
    dropout: rate('dropout', options.dropout),
    recurrentDropout: rate('recurrentDropout', options.recurrentDropout),
    labelSmoothing: share('labelSmoothing', options.labelSmoothing),
    scheduledSampling: share('scheduledSampling', options.scheduledSampling),
    ...(options.sampledSoftmax !== undefined && { sampledSoftmax: sampledSoftmax(options) }),
    ...(cell === 'gru' && { resetAfter: flag('resetAfter', options.resetAfter, { byDefault: true }) }),
  };
  if (cell !== 'gru') assertAbsent('resetAfter', options.resetAfter, `for the cell '${cell}'`);
  assertComparable(resolved);
  if (resolved.sharedEmbedding) assertShareable(resolved);
  if (resolved.tiedOutput) assertTieable(resolved);
  return Object.freeze(resolved);
}

function embeddings({ embedding, sourceEmbedding, targetEmbedding }: EncoderDecoderOptions): {
  sourceEmbedding: number;
  targetEmbedding: number;
} {
  const remedy = 'Give the width as embedding, or sourceEmbedding and targetEmbedding.';
  if (embedding !== undefined) {
    assertPositiveInteger('embedding', embedding);
    if (sourceEmbedding !== undefined && targetEmbedding !== undefined) {
      assertAbsent('embedding', embedding, 'where both sides have a width of their own');
    }
  }
  const both = { sourceEmbedding: sourceEmbedding ?? embedding, targetEmbedding: targetEmbedding ?? embedding };
  assertPositiveInteger('sourceEmbedding', both.sourceEmbedding, remedy);
  assertPositiveInteger('targetEmbedding', both.targetEmbedding, remedy);
  return { sourceEmbedding: both.sourceEmbedding, targetEmbedding: both.targetEmbedding };
}

function widths(argument: string, units: readonly number[]): readonly number[] {
  if (!Array.isArray(units) || units.length === 0) {
    refuse(argument, units, {
      expected: 'an array of at least one width',
      remedy: 'For a single layer of 128 units write [128].',
    });
  }
  units.forEach((width, layer) => assertPositiveInteger(`${argument}[${layer}]`, width));
  return Object.freeze([...units]);
}

function encoderUnits(
  options: EncoderDecoderOptions,
  { units, bidirectional }: { units: readonly number[]; bidirectional: boolean },
): readonly number[] {
  if (options.encoderUnits !== undefined) return widths('encoderUnits', options.encoderUnits);
  if (!bidirectional) return units;
  const odd = units.find((width) => width % 2 === 1);
  if (odd === undefined) return Object.freeze(units.map((width) => width / 2));
  return refuse('units', odd, {
    expected: 'even for a bidirectional encoder, each direction of which has half of them',
    remedy: 'Or give encoderUnits.',
  });
}

function share(argument: string, value: number | undefined): number {
  if (value === undefined) return 0;
  if (typeof value !== 'number' || !(value >= 0 && value <= 1)) {
    refuse(argument, value, { expected: 'a number from 0 to 1' });
  }
  return value;
}

function sampledSoftmax({ sampledSoftmax: given, ...options }: EncoderDecoderOptions): SampledSoftmax {
  if (typeof given !== 'object' || given === null) {
    refuse('sampledSoftmax', given, { expected: 'an object such as { samples: 512 }' });
  }
  assertKnownOptions('sampledSoftmax', given, ['samples']);
  assertPositiveInteger('sampledSoftmax.samples', given.samples);
  if (given.samples >= options.targetVocabularySize) {
    refuse('sampledSoftmax.samples', given.samples, {
      expected: `below the size of the target vocabulary, ${options.targetVocabularySize}`,
      remedy: 'Leave sampledSoftmax out where all ids are wanted.',
    });
  }
  if ((options.labelSmoothing ?? 0) > 0) {
    refuse('labelSmoothing', options.labelSmoothing, {
      expected: '0 with sampledSoftmax',
      remedy: 'It spreads probability over the whole vocabulary, of which a sample is seen.',
    });
  }
  return Object.freeze({ samples: given.samples });
}

function assertShareable(options: ResolvedEncoderDecoderOptions): void {
  const { sourceVocabularySize, targetVocabularySize, sourceEmbedding, targetEmbedding } = options;
  if (sourceVocabularySize === targetVocabularySize && sourceEmbedding === targetEmbedding) return;
  throw new InvalidArgumentError({
    argument: 'sharedEmbedding',
    value: true,
    message: `sharedEmbedding needs one vocabulary and one width for both sides; received ${sourceVocabularySize} and ${targetVocabularySize} ids of ${sourceEmbedding} and ${targetEmbedding} units. Make them the same, or leave sharedEmbedding out.`,
  });
}

function assertTieable(options: ResolvedEncoderDecoderOptions): void {
  const read = readoutUnits(options);
  if (read === options.targetEmbedding) return;
  throw new InvalidArgumentError({
    argument: 'tiedOutput',
    value: true,
    message: `tiedOutput needs an output layer that reads as many units as the target embedding has; received ${read} units and an embedding of ${options.targetEmbedding}. Make both the same, use the readout 'combined', or leave tiedOutput out.`,
  });
}
