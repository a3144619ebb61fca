import { assertKnownOptions, assertNumberWithin, assertOneOf, assertPositiveInteger } from '@refrain/core';
import { assertPositiveNumber, refuse } from '@refrain/core';
import { leaveOut } from './codec.js';
import type { CheckedEncodeOptions } from './codec.js';
import type { TokenizerDescription } from './description.js';
import type { DecodeOptions, EncodeOptions } from './tokenizer.js';
import type { Vocabulary } from './vocabulary.js';

const encodeOptionNames = ['special', 'replaceUnknown', 'template', 'pair', 'regularization'];

/** Checks the options of `encode`, for every kind of tokenizer. */
export function checkEncodeOptions(
  options: EncodeOptions,
  description: TokenizerDescription,
  vocabulary: Vocabulary,
): CheckedEncodeOptions {
  assertKnownOptions('encode', options, encodeOptionNames);
  const { special = 'refuse', replaceUnknown, template = true, pair, regularization } = options;
  assertOneOf('special', special, ['refuse', 'encode', 'as-text']);
  assertOneOf('template', template, [true, false]);
  if (pair !== undefined && typeof pair !== 'string') refuse('pair', pair, { expected: 'a string' });
  if (regularization !== undefined) checkRegularization(regularization, description.model.type);
  return {
    special,
    replacement: replacementId(replaceUnknown, description, vocabulary),
    template,
    pair,
    regularization,
  };
}

function replacementId(
  replaceUnknown: unknown,
  { model }: TokenizerDescription,
  vocabulary: Vocabulary,
): number | undefined {
  if (replaceUnknown === undefined) {
    return vocabulary.special.unknown ?? ('leaveOutUnknown' in model && model.leaveOutUnknown ? leaveOut : undefined);
  }
  const replacement = replaceUnknown === '' ? leaveOut : vocabulary.idOf(replaceUnknown as string);
  if (replacement === undefined)
    refuse('replaceUnknown', replaceUnknown, {
      expected: "a token of the vocabulary, or '' to leave unknown text out",
    });
  return replacement;
}

function checkRegularization(value: NonNullable<EncodeOptions['regularization']>, model: string): void {
  const expected = regularizationFields(model);
  if (expected === undefined) {
    refuse('regularization', value, { expected: 'absent: this kind of tokenizer has one way to cut a text' });
  }
  assertKnownOptions('regularization', value, expected);
  if (typeof value.random?.uniform !== 'function') {
    refuse('regularization.random', value.random, {
      expected: 'a Random',
      remedy: 'Pass new Random(seed) of @refrain/core.',
    });
  }
  if (model === 'bpe') {
    const { dropout } = value as { dropout: unknown };
    return assertNumberWithin('regularization.dropout', dropout, { minimum: 0, maximum: 1 });
  }
  const { temperature, nBest } = value as { temperature: unknown; nBest?: unknown };
  assertPositiveNumber('regularization.temperature', temperature);
  if (nBest !== undefined) assertPositiveInteger('regularization.nBest', nBest);
}

/** The fields of the regularization of a kind of model, if it has one. */
function regularizationFields(model: string): readonly string[] | undefined {
  if (model === 'bpe') return ['dropout', 'random'];
  return model === 'unigram' ? ['temperature', 'nBest', 'random'] : undefined;
}

/** Checks the options of `decode`; says whether special tokens are left out. */
export function checkDecodeOptions(options: DecodeOptions): { readonly skipsSpecial: boolean } {
  assertKnownOptions('decode', options, ['special']);
  const { special = 'write' } = options;
  assertOneOf('special', special, ['write', 'skip']);
  return { skipsSpecial: special === 'skip' };
}
