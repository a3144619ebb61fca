import { assertOneOf, assertPositiveInteger } from '@refrain/core';
import type { FrameOptions } from '../frame/frame-options.js';
import { frameParts } from '../frame/frame-parts.js';
import { compareCodePoints } from './compare-code-points.js';
import { assertRoomForWords } from './room-for-words.js';
import { splitter } from './splitters.js';
import type { Splitter } from './splitters.js';
import type { CountedWord, WordBehaviour } from './word-behaviour.js';

/** Words as torchtext's `build_vocab_from_iterator` and `get_tokenizer` make them. */
export interface TorchtextOptions extends FrameOptions {
  readonly behaviour: 'torchtext';
  /**
   * How a text becomes words:
   * - `whitespace`: at white space, as Python's `str.split`; torchtext's `get_tokenizer(None)`
   * - `basic-english`: lower case, punctuation marks are words, quotation marks go; torchtext's `basic_english`
   * - `reviews`: HTML tags go, lower case, words without punctuation, emoticons behind them; Raschka, Liu and
   *   Mirjalili, "Machine Learning with PyTorch and Scikit-Learn", 2022
   * - `spaced`: as GPT-2's pattern cuts: words with the space before them, punctuation marks and line ends; nothing is
   *   lost but unknown words, and `decode` puts no spaces between, so that generated text reads as text
   * - a function; its empty words are left out. The tokenizer can't be stored, and its tokens stand where the whole
   *   text stands
   *
   * @default 'whitespace'
   */
  readonly splitter?: Splitter;
  /** Whether letters become lower-case first; `basic-english` and `reviews` do so anyway. @default false */
  readonly lowercase?: boolean;
  /** How often a word occurs at least. @default 1 */
  readonly minimumFrequency?: number;
  /** Most tokens in the vocabulary, special ones among them; the rarest words go. @default all words */
  readonly maximumTokens?: number;
  /**
   * The order of words that occur equally often: by code point, as `build_vocab_from_iterator`, or as they are first
   * seen, as a `Counter` that goes to `vocab` by way of a sort, as in Raschka's book.
   *
   * @default 'sorted'
   */
  readonly ties?: 'sorted' | 'first-seen';
}

/** The names of {@link TorchtextOptions} that no other behaviour shares. */
export const torchtextOptionNames = ['splitter', 'lowercase', 'minimumFrequency', 'ties'] as const;

/** Checks the options and says what they mean. @throws InvalidArgumentError naming the option */
export function torchtext(options: TorchtextOptions): WordBehaviour {
  const { lowercase = false, minimumFrequency = 1, maximumTokens, ties = 'sorted' } = options;
  assertOneOf('lowercase', lowercase, [true, false]);
  assertPositiveInteger('minimumFrequency', minimumFrequency);
  assertOneOf('ties', ties, ['sorted', 'first-seen']);
  const frame = frameParts(options);
  if (maximumTokens !== undefined) assertRoomForWords(maximumTokens, frame.forms);
  const room = maximumTokens === undefined ? Infinity : maximumTokens - frame.forms.length;
  const special = new Set(frame.forms);
  return {
    frame,
    ...splitter(options.splitter ?? 'whitespace', lowercase),
    leavesOutUnknown: false,
    // In torchtext's order: a word that is a special token takes up room, then goes.
    select: (words) =>
      [...words]
        .sort(orders[ties])
        .slice(0, room)
        .filter(({ word, count }) => count >= minimumFrequency && !special.has(word)),
  };
}

const orders: Record<NonNullable<TorchtextOptions['ties']>, (left: CountedWord, right: CountedWord) => number> = {
  sorted: (left, right) => right.count - left.count || compareCodePoints(left.word, right.word),
  'first-seen': (left, right) => right.count - left.count,
};
