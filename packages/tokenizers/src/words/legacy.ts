import { assertKnownOptions, assertOneOf, refuse } from '@refrain/core';
import type { FrameOptions } from '../frame/frame-options.js';
import { frameParts } from '../frame/frame-parts.js';
import type { NormalizerDescription } from '../normalizers/description.js';
import type { PreTokenizerDescription } from '../pre-tokenizers/description.js';
import { furtherRoles } from './further-special-tokens.js';
import type { FurtherSpecialTokens } from './further-special-tokens.js';
import { assertRoomForWords } from './room-for-words.js';
import type { CountedWord, WordBehaviour } from './word-behaviour.js';

/** Words as Keras's older `Tokenizer` (`keras.preprocessing.text`) makes them. */
export interface LegacyTokenizerOptions extends Omit<FrameOptions, 'special' | 'specialPosition'> {
  readonly behaviour: 'legacy';
  /** Most tokens in the vocabulary, id 0 and the unknown token among them; the rarest words go. Keras's `num_words`. @default all words */
  readonly maximumTokens?: number;
  /** Characters that separate words as `separator` does. @default all of ASCII's punctuation but the apostrophe, tab, newline */
  readonly filters?: string;
  /** Whether letters become lower-case, each text as a whole, as Python's `str.lower` does. @default true */
  readonly lowercase?: boolean;
  /** What stands between words. Keras's `split`. @default ' ' */
  readonly separator?: string;
  /** Whether the code points of a text are its words; nothing is then filtered. Keras's `char_level`. @default false */
  readonly characters?: boolean;
  /**
   * Special tokens besides '' (padding, id 0). `unknown` is Keras's `oov_token` and has id 1; without it unknown words
   * are left out. The ids of others follow.
   *
   * @default {}
   */
  readonly special?: FurtherSpecialTokens & { readonly unknown?: string };
}

/** The names of {@link LegacyTokenizerOptions} that no other behaviour shares. */
export const legacyOptionNames = ['filters', 'lowercase', 'separator', 'characters'] as const;

/** Checks the options and says what they mean. @throws InvalidArgumentError naming the option */
export function legacy(options: LegacyTokenizerOptions): WordBehaviour {
  const { maximumTokens, lowercase = true, characters = false, special = {} } = options;
  assertOneOf('lowercase', lowercase, [true, false]);
  assertOneOf('characters', characters, [true, false]);
  assertKnownOptions('special of the behaviour "legacy"', special, ['unknown', ...furtherRoles]);
  const { unknown } = special;
  const frame = frameParts({
    ...options,
    special: { padding: '', ...(unknown !== undefined && { unknown }), ...special },
  });
  if (maximumTokens !== undefined) assertRoomForWords(maximumTokens, frame.forms);
  const room = maximumTokens === undefined ? Infinity : maximumTokens - frame.forms.length;
  const cutting = characters ? intoCharacters(options) : atSeparators(options);
  return {
    frame,
    normalizers: [...(lowercase ? [inContext] : []), ...cutting.normalizers],
    preTokenizers: cutting.preTokenizers,
    leavesOutUnknown: true,
    select(words) {
      refuseKnownForm(words, unknown);
      // The sort is stable: words of one count stay in the order in which they are first seen.
      return words
        .filter(({ word }) => !frame.forms.includes(word))
        .sort((left, right) => right.count - left.count)
        .slice(0, room);
    },
  };
}

const inContext: NormalizerDescription = { type: 'lowercase', letters: 'in-context' };

interface Cutting {
  readonly normalizers: readonly NormalizerDescription[];
  readonly preTokenizers: readonly PreTokenizerDescription[];
}

/** Options that would do nothing are refused. */
function intoCharacters({ filters, separator }: LegacyTokenizerOptions): Cutting {
  for (const [name, value] of Object.entries({ filters, separator })) {
    if (value !== undefined) refuse(name, value, { expected: 'absent where characters are words' });
  }
  return { normalizers: [], preTokenizers: [{ type: 'characters' }] };
}

function atSeparators({ filters = punctuation, separator = ' ' }: LegacyTokenizerOptions): Cutting {
  if (typeof filters !== 'string') refuse('filters', filters, { expected: 'a string' });
  if (typeof separator !== 'string' || separator === '') {
    refuse('separator', separator, { expected: 'a string of at least one character' });
  }
  const filtered = Array.from(filters, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`).join('');
  const replace: NormalizerDescription = {
    type: 'replace',
    pattern: { regularExpression: `[${filtered}]`, flags: 'u' },
    content: separator,
  };
  return {
    normalizers: filters === '' ? [] : [replace],
    preTokenizers: [{ type: 'split', pattern: { text: separator }, behavior: 'removed', invert: false }],
  };
}

const punctuation = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n';

/** Keras gives a word that is also the unknown token two ids, of which it uses one. */
function refuseKnownForm(words: readonly CountedWord[], unknown: string | undefined): void {
  if (!words.some(({ word }) => word === unknown)) return;
  refuse('special.unknown', unknown, {
    expected: 'no word of the texts',
    remedy: 'Choose a form that is cut apart, such as "<unk>".',
  });
}
