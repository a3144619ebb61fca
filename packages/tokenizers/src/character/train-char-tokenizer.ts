import { assertKnownOptions, assertOneOf, refuse } from '@refrain/core';
import { createTokenizer } from '../create-tokenizer.js';
import type { AddedToken } from '../description.js';
import { addedTokenFinder } from '../frame/added-token-finder.js';
import type { AddedTokenFinder } from '../frame/added-token-finder.js';
import { frameOptionNames } from '../frame/frame-options.js';
import type { FrameOptions } from '../frame/frame-options.js';
import { frameParts } from '../frame/frame-parts.js';
import { lowercasing, withFinalSigmas } from './lowercasing.js';
import { texts } from '../training-texts.js';
import type { Tokenizer } from '../tokenizer.js';

/** How {@link trainCharTokenizer} makes its vocabulary. */
export interface CharTokenizerOptions extends FrameOptions {
  /**
   * Whether upper-case letters become lower-case, and how:
   * - `true`: each code point by itself, by Unicode's default mapping
   * - `'ascii'`: the letters A to Z only, as TextVectorization's `standardize="lower"`
   * - `'in-context'`: the text as a whole, as Python's `lower` and with it Keras's older Tokenizer: a capital sigma at
   *   the end of a word becomes ς
   *
   * @default false
   */
  readonly lowercase?: boolean | 'ascii' | 'in-context';
  /**
   * The order of the ids:
   * - `frequency`: most frequent first, ties by code point from high to low, as Keras's TextVectorization
   * - `frequency-first-seen`: most frequent first, ties in the order of the text, as Keras's older Tokenizer
   * - `sorted`: by code point
   *
   * @default 'frequency'
   */
  readonly order?: 'frequency' | 'frequency-first-seen' | 'sorted';
}

/**
 * Makes a tokenizer whose tokens are the characters of a text: the vocabulary of a character RNN.
 *
 * A character is a Unicode code point, never half a surrogate pair. Half a pair that stands alone is refused here, and
 * is an unknown character to `encode`. Written forms of special tokens in the text count as those tokens.
 *
 * The ids are those of Keras with these options:
 * - `TextVectorization(split="character", standardize=None)`: `{ special: { padding: '', unknown: '[UNK]' } }`; with
 *   `standardize="lower"` also `lowercase: 'ascii'`. (Its default, which takes punctuation away, is
 *   `trainWordTokenizer(texts, { behaviour: 'text-vectorization', split: 'character' })`.)
 * - `Tokenizer(char_level=True)`: `{ order: 'frequency-first-seen', lowercase: 'in-context', special: { padding: '' } }`,
 *   and `encode(text, { replaceUnknown: '' })`; with an `oov_token` also `unknown` in `special`
 *
 * @param text one text, or several, each of them whole
 * @throws InvalidArgumentError if there is no character, or half a surrogate pair, in the text
 * @example
 * const tokenizer = trainCharTokenizer('To be, or not to be', { lowercase: true });
 * tokenizer.encode('to be');        // Int32Array [2, 1, 0, 4, 3]
 * tokenizer.decode([4, 3, 3]);      // 'bee'
 * tokenizer.vocabulary.tokens;      // [' ', 'o', 't', 'e', 'b', 'r', 'n', ',']
 * @example
 * // A token behind the learned ones, which ends each text.
 * const lines = trainCharTokenizer(poem, { special: { end: '<eos>' }, specialPosition: 'last', template: ['text', 'end'] });
 */
export function trainCharTokenizer(text: string | Iterable<string>, options: CharTokenizerOptions = {}): Tokenizer {
  assertKnownOptions('trainCharTokenizer', options, ['lowercase', 'order', ...frameOptionNames]);
  const { lowercase = false, order = 'frequency' } = options;
  assertOneOf('lowercase', lowercase, [true, false, 'ascii', 'in-context']);
  assertOneOf('order', order, ['frequency', 'frequency-first-seen', 'sorted']);
  const frame = frameParts(options);
  const special = addedTokenFinder(frame.forms.map((form, id): [string, AddedToken] => [form, { id, special: true }]));
  const letters = lowercase === true ? 'all' : lowercase;
  const counts = countCharacters(text, special, letters === 'in-context' ? withFinalSigmas : undefined);
  const folded = letters === false ? counts : foldCounts(counts, lowercasing(letters));
  const characters = orders[order]([...folded])
    .map(([codePoint]) => String.fromCodePoint(codePoint))
    .filter((character) => !frame.forms.includes(character));
  if (characters.length === 0) refuse('text', text, { expected: 'at least one character long' });
  return createTokenizer({
    ...frame.describe(characters),
    normalizers: letters === false ? [] : [{ type: 'lowercase', letters }],
    preTokenizers: [],
    model: { type: 'character' },
    decoders: [],
  });
}

type CharacterCount = readonly [codePoint: number, count: number];

const orders: Record<NonNullable<CharTokenizerOptions['order']>, (counts: CharacterCount[]) => CharacterCount[]> = {
  frequency: (counts) => counts.sort((left, right) => right[1] - left[1] || right[0] - left[0]),
  'frequency-first-seen': (counts) => counts.sort((left, right) => right[1] - left[1]),
  sorted: (counts) => counts.sort((left, right) => left[0] - right[0]),
};

/** How often each code point occurs outside special tokens, in the order in which they are first seen. */
function countCharacters(
  text: string | Iterable<string>,
  special: AddedTokenFinder,
  prepare: ((stretch: string) => string) | undefined,
): Map<number, number> {
  // An array counts the characters below U+10000, nearly all of any text, much faster than a map.
  const direct = new Float64Array(0x10000);
  const beyond = new Map<number, number>();
  const seen: number[] = [];
  const count = (stretch: string): void => {
    const part = prepare === undefined ? stretch : prepare(stretch);
    for (let position = 0; position < part.length; position++) {
      const codePoint = part.codePointAt(position)!;
      if (codePoint < 0x10000) {
        if (direct[codePoint]!++ === 0) seen.push(codePoint);
        continue;
      }
      if (!beyond.has(codePoint)) seen.push(codePoint);
      beyond.set(codePoint, (beyond.get(codePoint) ?? 0) + 1);
      position++;
    }
  };
  for (const whole of texts(text)) {
    let position = 0;
    for (const { start, end } of special.scan({ text: whole, from: 0, final: true, ignoresSpecial: false }).matches) {
      count(whole.slice(position, start));
      position = end;
    }
    count(whole.slice(position));
  }
  return new Map(seen.map((codePoint) => [codePoint, beyond.get(codePoint) ?? direct[codePoint]!]));
}

/** The counts after lower-casing. */
function foldCounts(counts: Map<number, number>, lower: (codePoint: number) => number[]): Map<number, number> {
  const folded = new Map<number, number>();
  for (const [codePoint, count] of counts) {
    for (const part of lower(codePoint)) folded.set(part, (folded.get(part) ?? 0) + count);
  }
  return folded;
}
