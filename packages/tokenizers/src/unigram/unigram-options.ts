import { assertKnownOptions, assertNumberWithin, assertOneOf, assertPositiveInteger, refuse } from '@refrain/core';
import { frameOptionNames } from '../frame/frame-options.js';
import type { FrameOptions } from '../frame/frame-options.js';
import type { TrainingProgress } from '../training/progress.js';

/** How {@link trainUnigramTokenizer} learns its tokens; the names are SentencePiece's in full, and so are the defaults. */
export interface UnigramTokenizerOptions extends FrameOptions {
  /** How many tokens there are in the end, special tokens and those of bytes included. */
  readonly vocabularySize: number;
  /**
   * How text is changed before it is cut:
   * - `nfkc`: Unicode's NFKC, runs of white space become one space and those at the ends nothing; spaces are written `▁`,
   *   with one in front of the text, so that a word has the same tokens at the start of a text as within. As
   *   SentencePiece (which also takes out control characters and makes invisible ones spaces), and like it not lossless.
   * - `none`: not at all; line breaks, spaces and all others are kept.
   *
   * @default 'nfkc'
   */
  readonly normalization?: 'nfkc' | 'none';
  /** Whether text becomes lower-case, each code point by itself. @default false */
  readonly lowercase?: boolean;
  /** The share of the text's characters that get a token each, the most frequent first; the others are unknown. @default 0.9995 */
  readonly characterCoverage?: number;
  /** Whether 256 tokens for bytes, `<0x00>` to `<0xFF>`, stand in for unknown characters. @default false */
  readonly byteFallback?: boolean;
  /** The share of the pieces that each round of learning keeps, from 0.5 to 0.95: higher is slower and better. @default 0.75 */
  readonly shrinkingFactor?: number;
  /** How many times each round estimates the probabilities of the pieces. @default 2 */
  readonly subIterations?: number;
  /** The most characters of a token. @default 16 */
  readonly maximumPieceLength?: number;
  /**
   * Special tokens by role, each with its written form.
   *
   * @default { unknown: '<unk>', start: '<s>', end: '</s>' }
   */
  readonly special?: FrameOptions['special'];
  /**
   * Is told how far training is: in the phase `count` in UTF-16 code units of text, in the phase `prune` in pieces
   * dropped of those that are too many.
   */
  readonly onProgress?: (progress: TrainingProgress) => void;
}

/** {@link UnigramTokenizerOptions} after the checks. */
export type CheckedUnigramOptions = Required<Omit<UnigramTokenizerOptions, keyof FrameOptions | 'onProgress'>> &
  Pick<UnigramTokenizerOptions, 'onProgress'> & { readonly frame: FrameOptions };

/** @throws InvalidArgumentError naming the option */
export function checkUnigramOptions(options: UnigramTokenizerOptions): CheckedUnigramOptions {
  assertKnownOptions('trainUnigramTokenizer', options, [...optionNames, ...frameOptionNames]);
  const {
    vocabularySize,
    normalization = 'nfkc',
    lowercase = false,
    characterCoverage = 0.9995,
    byteFallback = false,
    shrinkingFactor = 0.75,
    subIterations = 2,
    maximumPieceLength = 16,
    special = { unknown: '<unk>', start: '<s>', end: '</s>' },
    onProgress,
  } = options;
  assertPositiveInteger('vocabularySize', vocabularySize);
  assertOneOf('normalization', normalization, ['nfkc', 'none']);
  assertOneOf('lowercase', lowercase, [true, false]);
  assertNumberWithin('characterCoverage', characterCoverage, { minimum: 0.5, maximum: 1 });
  assertOneOf('byteFallback', byteFallback, [true, false]);
  assertNumberWithin('shrinkingFactor', shrinkingFactor, { minimum: 0.5, maximum: 0.95 });
  assertPositiveInteger('subIterations', subIterations);
  assertPositiveInteger('maximumPieceLength', maximumPieceLength);
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    refuse('onProgress', onProgress, { expected: 'a function' });
  }
  return {
    vocabularySize,
    normalization,
    lowercase,
    characterCoverage,
    byteFallback,
    shrinkingFactor,
    subIterations,
    maximumPieceLength,
    onProgress,
    frame: { ...options, special },
  };
}

const optionNames = [
  'vocabularySize',
  'normalization',
  'lowercase',
  'characterCoverage',
  'byteFallback',
  'shrinkingFactor',
  'subIterations',
  'maximumPieceLength',
  'onProgress',
] as const satisfies readonly (keyof UnigramTokenizerOptions)[];
