import { assertKnownOptions, assertOneOf, assertPositiveInteger, InvalidArgumentError, refuse } from '@refrain/core';
import { flag, rate } from '../option-checks.js';
import type { EncoderDecoderOptions, ResolvedEncoderDecoderOptions } from './options.js';
import { memoryUnits, readoutUnits } from './widths.js';

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
  'attentionUnits',
  'readout',
  'readoutUnits',
  'inputFeeding',
  'tiedOutput',
  'sharedEmbedding',
  'dropout',
  'recurrentDropout',
  'labelSmoothing',
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
    ...attentionOptions(options, units),
    tiedOutput: flag('tiedOutput', options.tiedOutput, { byDefault: false }),
    sharedEmbedding: flag('sharedEmbedding', options.sharedEmbedding, { byDefault: false }),
    dropout: rate('dropout', options.dropout),
    recurrentDropout: rate('recurrentDropout', options.recurrentDropout),
    labelSmoothing: share('labelSmoothing', options.labelSmoothing),
    scheduledSampling: share('scheduledSampling', options.scheduledSampling),
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
  if (options.encoderUnits !== undefined) {
    const given = widths('encoderUnits', options.encoderUnits);
    if (given.length === units.length) return given;
    refuse('encoderUnits', given, { expected: `of as many layers as units, ${units.length}` });
  }
  if (!bidirectional) return units;
  const odd = units.find((width) => width % 2 === 1);
  if (odd === undefined) return Object.freeze(units.map((width) => width / 2));
  return refuse('units', odd, {
    expected: 'even for a bidirectional encoder, each direction of which has half of them',
    remedy: 'Or give encoderUnits.',
  });
}

type AttentionOptions = Pick<
  ResolvedEncoderDecoderOptions,
  'attention' | 'attentionUnits' | 'readout' | 'readoutUnits' | 'inputFeeding'
>;

function attentionOptions(options: EncoderDecoderOptions, units: readonly number[]): AttentionOptions {
  const { attention = 'none', readout = 'concatenation' } = options;
  assertOneOf('attention', attention, ['none', 'dot', 'scaled-dot', 'general', 'additive']);
  const inputFeeding = flag('inputFeeding', options.inputFeeding, { byDefault: false });
  if (attention !== 'additive') assertAbsent('attentionUnits', options.attentionUnits, `for attention '${attention}'`);
  if (attention === 'none') {
    assertAbsent('readout', options.readout, 'without attention');
    assertAbsent('readoutUnits', options.readoutUnits, 'without attention');
    if (inputFeeding) refuse('inputFeeding', true, { expected: 'false without attention' });
    return { attention, inputFeeding };
  }
  assertOneOf('readout', readout, ['concatenation', 'context', 'combined']);
  if (readout !== 'combined') assertAbsent('readoutUnits', options.readoutUnits, `for the readout '${readout}'`);
  const last = units.at(-1)!;
  const attentionUnits = options.attentionUnits ?? last;
  const tiedWidth = options.targetEmbedding ?? options.embedding;
  const combinedUnits = options.readoutUnits ?? (options.tiedOutput ? tiedWidth! : last);
  assertPositiveInteger('attentionUnits', attentionUnits);
  assertPositiveInteger('readoutUnits', combinedUnits);
  return {
    attention,
    ...(attention === 'additive' && { attentionUnits }),
    readout,
    ...(readout === 'combined' && { readoutUnits: combinedUnits }),
    inputFeeding,
  };
}

function share(argument: string, value: number | undefined): number {
  if (value === undefined) return 0;
  if (typeof value !== 'number' || !(value >= 0 && value <= 1)) {
    refuse(argument, value, { expected: 'a number from 0 to 1' });
  }
  return value;
}

function assertAbsent(argument: string, value: unknown, circumstance: string): void {
  if (value === undefined) return;
  refuse(argument, value, { expected: `left out ${circumstance}`, remedy: 'It would do nothing.' });
}

/** Products of queries and keys need both to be of one width. */
function assertComparable(options: ResolvedEncoderDecoderOptions): void {
  const { attention, units } = options;
  const [query, key] = [units.at(-1), memoryUnits(options)];
  if ((attention !== 'dot' && attention !== 'scaled-dot') || query === key) return;
  throw new InvalidArgumentError({
    argument: 'attention',
    value: attention,
    message: `attention '${attention}' needs an encoder whose outputs are as wide as the decoder; received outputs of ${key} and a decoder of ${query} units. Make both the same, or use 'general' or 'additive'.`,
  });
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
