import { assertKnownOptions, assertOneOf, InvalidArgumentError, refuse } from '@refrain/core';
import { createCharTokenizer } from './char-tokenizer.js';
import { codePoints, describeCharacter, isSurrogate, lowercaseCodePoint } from './characters.js';
import { specialForms } from './special-forms.js';
import type { SpecialForms } from './special-forms.js';
import type { Tokenizer } from './tokenizer.js';
import { createVocabulary, specialRoles } from './vocabulary.js';
import type { SpecialRole } from './vocabulary.js';

/** How {@link trainCharTokenizer} makes its vocabulary. */
export interface CharTokenizerOptions {
  /** Whether upper-case letters become lower-case, each code point by itself, by Unicode's default mapping. @default false */
  readonly lowercase?: boolean;
  /**
   * The order of the ids:
   * - `frequency`: most frequent first, ties by code point from high to low, as Keras's TextVectorization
   * - `frequency-first-seen`: most frequent first, ties in the order of the text, as Keras's older Tokenizer
   * - `sorted`: by code point
   *
   * @default 'frequency'
   */
  readonly order?: 'frequency' | 'frequency-first-seen' | 'sorted';
  /**
   * Special tokens by role, each with its written form, such as `{ padding: '', end: '<eos>' }`; they get the first
   * ids, in this order. With an `unknown` token unknown characters get its id. '' is a form that no text can hold.
   * @default {}
   */
  readonly special?: Readonly<Partial<Record<SpecialRole, string>>>;
}

/**
 * Makes a tokenizer whose tokens are the characters of a text: the vocabulary of a character RNN.
 *
 * A character is a Unicode code point, never half a surrogate pair. Half a pair that stands alone is refused here, and
 * is an unknown character to `encode`. Written forms of special tokens in the text count as those tokens.
 *
 * @param text one text, or several, each of them whole
 * @throws InvalidArgumentError if there is no character, or half a surrogate pair, in the text
 * @example
 * const tokenizer = trainCharTokenizer('To be, or not to be', { lowercase: true });
 * tokenizer.encode('to be');        // Int32Array [2, 1, 0, 4, 3]
 * tokenizer.decode([4, 3, 3]);      // 'bee'
 * tokenizer.vocabulary.tokens;      // [' ', 'o', 't', 'e', 'b', 'r', 'n', ',']
 */
export function trainCharTokenizer(text: string | Iterable<string>, options: CharTokenizerOptions = {}): Tokenizer {
  assertKnownOptions('trainCharTokenizer', options, ['lowercase', 'order', 'special']);
  const { lowercase = false, order = 'frequency', special = {} } = options;
  assertOneOf('lowercase', lowercase, [true, false]);
  assertOneOf('order', order, ['frequency', 'frequency-first-seen', 'sorted']);
  const { tokens, ids } = specialTokens(special);
  const counts = countCharacters(text, specialForms(createVocabulary(tokens, ids)));
  const folded = lowercase ? foldCounts(counts) : counts;
  const characters = orders[order](
    [...folded].filter(([codePoint]) => !tokens.includes(String.fromCodePoint(codePoint))),
  );
  if (characters.length === 0) refuse('text', text, { expected: 'at least one character long' });
  return createCharTokenizer({
    tokens: [...tokens, ...characters.map(([codePoint]) => String.fromCodePoint(codePoint))],
    special: ids,
    lowercase,
  });
}

type CharacterCount = readonly [codePoint: number, count: number];

const orders: Record<NonNullable<CharTokenizerOptions['order']>, (counts: CharacterCount[]) => CharacterCount[]> = {
  frequency: (counts) => counts.sort((left, right) => right[1] - left[1] || right[0] - left[0]),
  'frequency-first-seen': (counts) => counts.sort((left, right) => right[1] - left[1]),
  sorted: (counts) => counts.sort((left, right) => left[0] - right[0]),
};

function specialTokens(special: NonNullable<CharTokenizerOptions['special']>) {
  assertKnownOptions('special', special, specialRoles);
  const ids: Partial<Record<SpecialRole, number>> = {};
  const tokens: string[] = [];
  for (const [role, form] of Object.entries(special) as [SpecialRole, string][]) {
    if (typeof form !== 'string' || codePoints(form).some(isSurrogate)) {
      refuse(`special.${role}`, form, { expected: 'a string of whole characters' });
    }
    if (tokens.includes(form)) {
      refuse(`special.${role}`, form, { expected: 'different from the other special tokens' });
    }
    ids[role] = tokens.push(form) - 1;
  }
  return { tokens, ids };
}

/** How often each code point occurs outside special tokens, in the order in which they are first seen. */
function countCharacters(text: string | Iterable<string>, forms: SpecialForms): Map<number, number> {
  // An array counts the characters below U+10000, nearly all of any text, much faster than a map.
  const direct = new Float64Array(0x10000);
  const beyond = new Map<number, number>();
  const seen: number[] = [];
  const count = (part: string, offset: number): void => {
    for (let position = 0; position < part.length; position++) {
      const unit = part.charCodeAt(position);
      if (!isSurrogate(unit)) {
        if (direct[unit]!++ === 0) seen.push(unit);
        continue;
      }
      const codePoint = part.codePointAt(position)!;
      if (isSurrogate(codePoint)) refuseHalf(codePoint, offset + position);
      if (!beyond.has(codePoint)) seen.push(codePoint);
      beyond.set(codePoint, (beyond.get(codePoint) ?? 0) + 1);
      position++;
    }
  };
  for (const whole of texts(text)) {
    let position = 0;
    for (const { start, end } of forms.find(whole)) {
      count(whole.slice(position, start), position);
      position = end;
    }
    count(whole.slice(position), position);
  }
  return new Map(seen.map((codePoint) => [codePoint, beyond.get(codePoint) ?? direct[codePoint]!]));
}

function* texts(text: unknown): Generator<string> {
  const expected = 'a string or several strings';
  if (typeof text === 'string') return yield text;
  if (typeof (text as Iterable<string> | undefined)?.[Symbol.iterator] !== 'function')
    refuse('text', text, { expected });
  for (const whole of text as Iterable<string>) {
    if (typeof whole !== 'string') refuse('text', whole, { expected });
    yield whole;
  }
}

/** The counts after lower-casing. */
function foldCounts(counts: Map<number, number>): Map<number, number> {
  const folded = new Map<number, number>();
  for (const [codePoint, count] of counts) {
    for (const lower of lowercaseCodePoint(codePoint)) folded.set(lower, (folded.get(lower) ?? 0) + count);
  }
  return folded;
}

function refuseHalf(codePoint: number, position: number): never {
  throw new InvalidArgumentError({
    argument: 'text',
    value: codePoint,
    message:
      `text must hold whole characters; received ${describeCharacter(codePoint)} at position ${position}. ` +
      'Cut texts between code points, and decode files as UTF-8.',
  });
}
