import { assertKnownOptions, assertOneOf, assertPositiveInteger, refuse } from '@refrain/core';
import type { FrameOptions } from '../frame/frame-options.js';
import { frameParts } from '../frame/frame-parts.js';
import type { NormalizerDescription } from '../normalizers/description.js';
import type { PreTokenizerDescription } from '../pre-tokenizers/description.js';
import { checkedSplit, checkedStandardize } from './caller-functions.js';
import { compareCodePoints } from './compare-code-points.js';
import { assertRoomForWords } from './room-for-words.js';
import { furtherRoles } from './further-special-tokens.js';
import type { FurtherSpecialTokens } from './further-special-tokens.js';
import type { WordBehaviour } from './word-behaviour.js';

/** Words as Keras's `TextVectorization` layer makes them, version 2.9 to 3. */
export interface TextVectorizationOptions extends Omit<FrameOptions, 'special' | 'specialPosition'> {
  readonly behaviour: 'text-vectorization';
  /** Most tokens in the vocabulary, '' and [UNK] among them; the rarest words go. Keras's `max_tokens`. @default all words */
  readonly maximumTokens?: number;
  /**
   * What becomes of a text before it is cut. Lower case is that of the letters A to Z only, and punctuation is ASCII's:
   * É and ¿ stay, as in Keras. A tokenizer with a function can't be stored, and its tokens stand where the whole text
   * stands.
   *
   * @default 'lower-and-strip-punctuation'
   */
  readonly standardize?:
    'lower-and-strip-punctuation' | 'lower' | 'strip-punctuation' | 'none' | ((text: string) => string);
  /**
   * Where a text is cut: at runs of ASCII's white space (a no-break space doesn't cut), into code points, or as a
   * function says; its empty words are left out (Keras takes them for padding). A tokenizer with a function can't be
   * stored, and its tokens stand where the whole text stands.
   *
   * @default 'whitespace'
   */
  readonly split?: 'whitespace' | 'character' | ((text: string) => readonly string[]);
  /** Runs of neighbouring words joined by spaces become words: of all lengths from 1 to a number, or of those listed. @default words alone */
  readonly nGrams?: number | readonly number[];
  /** Special tokens besides '' (padding, id 0) and [UNK] (unknown, id 1); their ids follow. @default {} */
  readonly special?: FurtherSpecialTokens;
}

/** The names of {@link TextVectorizationOptions} that no other behaviour shares. */
export const textVectorizationOptionNames = ['standardize', 'split', 'nGrams'] as const;

/** Checks the options and says what they mean. @throws InvalidArgumentError naming the option */
export function textVectorization(options: TextVectorizationOptions): WordBehaviour {
  const { standardize = 'lower-and-strip-punctuation', split = 'whitespace', maximumTokens, nGrams } = options;
  const { special: further = {} } = options;
  assertKnownOptions('special of the behaviour "text-vectorization"', further, furtherRoles);
  const frame = frameParts({ ...options, special: { padding: '', unknown: '[UNK]', ...further } });
  if (maximumTokens !== undefined) assertRoomForWords(maximumTokens, frame.forms);
  const room = maximumTokens === undefined ? Infinity : maximumTokens - frame.forms.length;
  const special = new Set(frame.forms);
  return {
    frame,
    normalizers: normalizers(standardize),
    preTokenizers: [...preTokenizers(split), ...joined(nGrams)],
    leavesOutUnknown: false,
    select: (words) =>
      words
        .filter(({ word }) => !special.has(word))
        .sort((left, right) => right.count - left.count || compareCodePoints(right.word, left.word))
        .slice(0, room),
  };
}

function normalizers(standardize: NonNullable<TextVectorizationOptions['standardize']>): NormalizerDescription[] {
  if (typeof standardize === 'function') return [{ type: 'function', apply: checkedStandardize(standardize) }];
  assertOneOf('standardize', standardize, ['lower-and-strip-punctuation', 'lower', 'strip-punctuation', 'none']);
  const lower: NormalizerDescription = { type: 'lowercase', letters: 'ascii' };
  const strip: NormalizerDescription = {
    type: 'replace',
    pattern: { regularExpression: '[!-\\/:-@\\[-`\\{-~]+', flags: 'u' },
    content: '',
  };
  return {
    'lower-and-strip-punctuation': [lower, strip],
    lower: [lower],
    'strip-punctuation': [strip],
    none: [],
  }[standardize];
}

function preTokenizers(split: NonNullable<TextVectorizationOptions['split']>): PreTokenizerDescription[] {
  if (typeof split === 'function') return [{ type: 'function', apply: checkedSplit('split', split) }];
  assertOneOf('split', split, ['whitespace', 'character']);
  if (split === 'character') return [{ type: 'characters' }];
  const pattern = { regularExpression: '[\\t-\\r ]+', flags: 'u' };
  return [{ type: 'split', pattern, behavior: 'removed', invert: false }];
}

function joined(nGrams: TextVectorizationOptions['nGrams']): PreTokenizerDescription[] {
  if (nGrams === undefined) return [];
  const lengths = typeof nGrams === 'number' ? upTo(nGrams) : nGrams;
  if (!Array.isArray(lengths) || lengths.length === 0) {
    refuse('nGrams', nGrams, { expected: 'a positive integer or a list of them' });
  }
  for (const [position, length] of lengths.entries()) assertPositiveInteger(`nGrams[${position}]`, length);
  return [{ type: 'n-grams', lengths, separator: ' ' }];
}

function upTo(length: number): number[] {
  assertPositiveInteger('nGrams', length);
  return Array.from({ length }, (_, position) => position + 1);
}
