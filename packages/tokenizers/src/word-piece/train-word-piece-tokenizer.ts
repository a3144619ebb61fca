import {
  assertKnownOptions,
  assertNonNegativeInteger,
  assertOneOf,
  assertPositiveInteger,
  refuse,
} from '@refrain/core';
import { createTokenizer } from '../create-tokenizer.js';
import type { TokenizerDescription } from '../description.js';
import { frameOptionNames } from '../frame/frame-options.js';
import type { FrameOptions } from '../frame/frame-options.js';
import { frameParts } from '../frame/frame-parts.js';
import type { Tokenizer } from '../tokenizer.js';
import { countPieces } from '../training/count-pieces.js';
import { learnTokens, refuseNoText } from '../training/learn-tokens.js';
import { layOutCharacters } from '../training/piece-symbols.js';
import type { TrainingProgress } from '../training/progress.js';

/** How {@link trainWordPieceTokenizer} learns its tokens; the defaults are those of BERT. */
export interface WordPieceTokenizerOptions extends FrameOptions {
  /** How many tokens there are in the end: special tokens, alphabet and merged tokens. */
  readonly vocabularySize: number;
  /** Whether text becomes lower-case first, each code point by itself. @default true */
  readonly lowercase?: boolean;
  /** Whether accents are taken from letters first: é becomes e. @default the value of `lowercase` */
  readonly stripAccents?: boolean;
  /** Pairs that occur less often are not merged. @default 0 */
  readonly minimumFrequency?: number;
  /** The most characters that are tokens by themselves, the most frequent. @default no limit */
  readonly limitAlphabet?: number;
  /**
   * Special tokens by role, each with its written form.
   *
   * @default { padding: '[PAD]', unknown: '[UNK]', start: '[CLS]', end: '[SEP]', mask: '[MASK]' }
   */
  readonly special?: FrameOptions['special'];
  /** Is told how far training is: in the phase `count` in UTF-16 code units of text, in the phase `merge` in tokens. */
  readonly onProgress?: (progress: TrainingProgress) => void;
}

/**
 * Makes a tokenizer as BERT's (Devlin et al., "BERT: Pre-training of Deep Bidirectional Transformers", 2019): words are
 * cut into the longest tokens there are, from left to right; tokens that go on with a word begin with `##`.
 *
 * Text is cleaned first (control characters go, white space becomes spaces, Chinese characters are words by themselves)
 * and cut at white space and punctuation. Learns as Hugging Face's `WordPieceTrainer`: as byte-pair encoding, with ties
 * decided by the smaller ids. That trainer leaves the ids of the characters behind `##` to chance; here they are in the
 * order of the characters, so that the same text gives the same tokenizer. Written forms of special tokens in the text
 * are not learned from. For `[CLS]` and `[SEP]` around texts give `template: ['start', 'text', 'end']`.
 *
 * @param text one text, or several, each of them whole; they are read once and not kept
 * @throws InvalidArgumentError if there is no text, half a surrogate pair in it, or not the vocabulary that was asked for
 * to be made of it: the message says what can be reached
 * @example
 * const tokenizer = trainWordPieceTokenizer('low lower lowest slow slower', { vocabularySize: 25 });
 * Array.from(tokenizer.encode('Lowest!'), tokenizer.vocabulary.tokenOf);   // ['low', '##es', '##t', '[UNK]']
 */
export function trainWordPieceTokenizer(
  text: string | Iterable<string>,
  options: WordPieceTokenizerOptions,
): Tokenizer {
  assertKnownOptions('trainWordPieceTokenizer', options, [...optionNames, ...frameOptionNames]);
  const { vocabularySize, minimumFrequency = 0, limitAlphabet, special = bertSpecial, onProgress } = options;
  assertPositiveInteger('vocabularySize', vocabularySize);
  assertNonNegativeInteger('minimumFrequency', minimumFrequency);
  if (limitAlphabet !== undefined) assertPositiveInteger('limitAlphabet', limitAlphabet);
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    refuse('onProgress', onProgress, { expected: 'a function' });
  }
  const cutting = cuttingOf(options);
  const frame = frameParts({ ...options, special });
  const pieces = countPieces(text, { ...cutting, forms: frame.forms, onProgress });
  if (pieces.size === 0) refuseNoText();
  const learned = learnTokens(layOutCharacters(pieces), {
    frame,
    vocabularySize,
    minimumFrequency,
    initialAlphabet: [],
    limitAlphabet,
    continuingPrefix,
    onProgress,
  });
  return createTokenizer({
    ...learned.frame,
    ...cutting,
    model: { type: 'word-piece', continuingPrefix, maximumCharacters: 100 },
    decoders: [{ type: 'word-piece', prefix: continuingPrefix, cleanup: true }],
  });
}

const continuingPrefix = '##';

const bertSpecial = { padding: '[PAD]', unknown: '[UNK]', start: '[CLS]', end: '[SEP]', mask: '[MASK]' };

const optionNames = [
  'vocabularySize',
  'lowercase',
  'stripAccents',
  'minimumFrequency',
  'limitAlphabet',
  'onProgress',
] as const satisfies readonly (keyof WordPieceTokenizerOptions)[];

function cuttingOf({
  lowercase = true,
  stripAccents = lowercase,
}: WordPieceTokenizerOptions): Pick<TokenizerDescription, 'normalizers' | 'preTokenizers'> {
  assertOneOf('lowercase', lowercase, [true, false]);
  assertOneOf('stripAccents', stripAccents, [true, false]);
  return {
    normalizers: [{ type: 'bert', cleanText: true, isolateChinese: true, stripAccents, lowercase }],
    preTokenizers: [{ type: 'bert' }],
  };
}
