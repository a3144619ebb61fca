import { assertOneOf, assertPositiveInteger, InvalidArgumentError, refuse } from '@refrain/core';
import { assertAbsent, flag } from '../option-checks.js';
import type { EncoderDecoderOptions, ResolvedEncoderDecoderOptions } from './options.js';
import { memoryUnits } from './widths.js';

type AttentionOptions = Pick<
  ResolvedEncoderDecoderOptions,
  'attention' | 'attentionOrder' | 'attentionUnits' | 'readout' | 'readoutUnits' | 'inputFeeding'
>;

/** Checks the options of attention and fills in their defaults. */
export function resolveAttention(options: EncoderDecoderOptions, units: readonly number[]): AttentionOptions {
  const { attention = 'none', attentionOrder = 'luong', readout = 'concatenation' } = options;
  assertOneOf('attention', attention, ['none', 'dot', 'scaled-dot', 'general', 'additive']);
  const inputFeeding = flag('inputFeeding', options.inputFeeding, { byDefault: false });
  if (attention !== 'additive') assertAbsent('attentionUnits', options.attentionUnits, `for attention '${attention}'`);
  if (attention === 'none') {
    assertAbsent('attentionOrder', options.attentionOrder, 'without attention');
    assertAbsent('readout', options.readout, 'without attention');
    assertAbsent('readoutUnits', options.readoutUnits, 'without attention');
    if (inputFeeding) refuse('inputFeeding', true, { expected: 'false without attention' });
    return { attention, inputFeeding };
  }
  assertOneOf('attentionOrder', attentionOrder, ['luong', 'bahdanau']);
  assertOneOf('readout', readout, ['concatenation', 'context', 'combined', 'hidden']);
  if (attentionOrder === 'bahdanau' && inputFeeding) {
    refuse('inputFeeding', true, {
      expected: "false in the attention order 'bahdanau'",
      remedy: 'There the first layer reads the context already.',
    });
  }
  if (attentionOrder === 'luong' && readout === 'hidden') {
    refuse('readout', readout, {
      expected: "one that holds the context in the attention order 'luong'",
      remedy: 'Attention would do nothing otherwise.',
    });
  }
  if (readout !== 'combined') assertAbsent('readoutUnits', options.readoutUnits, `for the readout '${readout}'`);
  const last = units.at(-1)!;
  const attentionUnits = options.attentionUnits ?? last;
  const tiedWidth = options.targetEmbedding ?? options.embedding;
  const combinedUnits = options.readoutUnits ?? (options.tiedOutput ? tiedWidth! : last);
  assertPositiveInteger('attentionUnits', attentionUnits);
  assertPositiveInteger('readoutUnits', combinedUnits);
  return {
    attention,
    attentionOrder,
    ...(attention === 'additive' && { attentionUnits }),
    readout,
    ...(readout === 'combined' && { readoutUnits: combinedUnits }),
    inputFeeding,
  };
}

/** Products of queries and keys need both to be of one width. */
export function assertComparable(options: ResolvedEncoderDecoderOptions): void {
  const { attention, units } = options;
  const [query, key] = [units.at(-1), memoryUnits(options)];
  if ((attention !== 'dot' && attention !== 'scaled-dot') || query === key) return;
  throw new InvalidArgumentError({
    argument: 'attention',
    value: attention,
    message: `attention '${attention}' needs an encoder whose outputs are as wide as the decoder; received outputs of ${key} and a decoder of ${query} units. Make both the same, or use 'general' or 'additive'.`,
  });
}
