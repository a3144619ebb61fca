import { assertKnownOptions, assertOneOf, refuse } from '@refrain/core';
import type { DecodeOptions, EncodeOptions } from './tokenizer.js';
import type { Vocabulary } from './vocabulary.js';

/** {@link EncodeOptions} after the checks. */
export interface CheckedEncodeOptions {
  readonly special: 'refuse' | 'encode' | 'as-text';
  /** The id that stands in for an unknown character, or {@link leaveOut}; undefined where that is an error. */
  readonly replacement: number | undefined;
}

/** In place of an id: the unknown character is left out. */
export const leaveOut = -2;

/** Checks the options of `encode`, for every kind of tokenizer. */
export function checkEncodeOptions(options: EncodeOptions, vocabulary: Vocabulary): CheckedEncodeOptions {
  assertKnownOptions('encode', options, ['special', 'replaceUnknown']);
  const { special = 'refuse', replaceUnknown } = options;
  assertOneOf('special', special, ['refuse', 'encode', 'as-text']);
  if (replaceUnknown === undefined) return { special, replacement: vocabulary.special.unknown };
  const replacement = replaceUnknown === '' ? leaveOut : vocabulary.idOf(replaceUnknown);
  if (replacement === undefined)
    refuse('replaceUnknown', replaceUnknown, { expected: "a token of the vocabulary, or '' to leave characters out" });
  return { special, replacement };
}

/** The function that gives the text of one id. */
export function tokenWriter(vocabulary: Vocabulary, options: DecodeOptions): (id: number) => string {
  assertKnownOptions('decode', options, ['special']);
  const { special = 'write' } = options;
  assertOneOf('special', special, ['write', 'skip']);
  if (special === 'write') return vocabulary.tokenOf;
  const skipped = new Set(Object.values(vocabulary.special));
  return (id) => (skipped.has(id) ? '' : vocabulary.tokenOf(id));
}
