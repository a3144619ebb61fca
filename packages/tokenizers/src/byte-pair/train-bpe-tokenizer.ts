import {
  assertKnownOptions,
  assertNonNegativeInteger,
  assertOneOf,
  assertPositiveInteger,
  refuse,
} from '@refrain/core';
import { byteCharacters } from '../byte-level/byte-alphabet.js';
import { createTokenizer } from '../create-tokenizer.js';
import { frameOptionNames } from '../frame/frame-options.js';
import type { FrameOptions } from '../frame/frame-options.js';
import { frameParts } from '../frame/frame-parts.js';
import { loneSurrogate } from '../lone-surrogate.js';
import type { NormalizerDescription } from '../normalizers/description.js';
import type { Tokenizer } from '../tokenizer.js';
import { countPieces } from '../training/count-pieces.js';
import { learnTokens, refuseNoText } from '../training/learn-tokens.js';
import { layOutBytes, layOutCharacters } from '../training/piece-symbols.js';
import type { TrainingProgress } from '../training/progress.js';
import { bytePairParts } from './byte-pair-parts.js';
import type { BytePairUnitOptions } from './byte-pair-parts.js';

/** How {@link trainBpeTokenizer} learns its tokens; what has the name of an option of Hugging Face's trainer does the same. */
export interface BpeTokenizerOptions extends BytePairUnitOptions, FrameOptions {
  /** How many tokens there are in the end: special tokens, alphabet and merged tokens. */
  readonly vocabularySize: number;
  /** Pairs that occur less often are not merged. @default 0 */
  readonly minimumFrequency?: number;
  /** The most characters of a merged token, or bytes with that unit; at least 2. @default no limit */
  readonly maximumTokenLength?: number;
  /** Whether text becomes lower-case first, each code point by itself. @default false */
  readonly lowercase?: boolean;
  /** Unicode's normal form that text is brought into first. @default none, text is left as it is */
  readonly normalization?: 'nfc' | 'nfd' | 'nfkc' | 'nfkd';
  /**
   * Characters (with the unit `byte`: their bytes) that are tokens whether or not they occur in the text.
   *
   * @default with the unit `byte` all 256 bytes, so that any text can be encoded; else none
   */
  readonly initialAlphabet?: Iterable<string>;
  /** The most characters (or bytes) that are tokens by themselves: the initial alphabet, then the most frequent. @default no limit */
  readonly limitAlphabet?: number;
  /** Is told how far training is: in the phase `count` in UTF-16 code units of text, in the phase `merge` in tokens. */
  readonly onProgress?: (progress: TrainingProgress) => void;
}

/**
 * Makes a tokenizer whose tokens are the pieces that text is most often made of, by byte-pair encoding (Sennrich et al.,
 * "Neural Machine Translation of Rare Words with Subword Units", 2016): the pair of neighbours that occurs most often
 * becomes a token, again and again. No token crosses a word.
 *
 * Tokens are made of bytes, as in GPT-2, so that any text can be encoded and comes back as it was; or of characters.
 * Vocabulary and merges are those of Hugging Face's `BpeTrainer`, ties included (the smaller ids first), so the same
 * text gives the same tokenizer however it is cut into texts between words. Written forms of special tokens in the text
 * are not learned from.
 *
 * @param text one text, or several, each of them whole; they are read once and not kept
 * @throws InvalidArgumentError if there is no text, half a surrogate pair in it, or not the vocabulary that was asked for
 * to be made of it: the message says what can be reached
 * @example
 * const tokenizer = trainBpeTokenizer('low lower lowest low lower slow', { vocabularySize: 261 });
 * tokenizer.vocabulary.tokens.slice(256);         // ['lo', 'low', 'Ġlow', 'Ġlowe', 'Ġlower']
 * tokenizer.encode('low lower');                  // Int32Array [257, 260]
 * tokenizer.decode([257, 260]);                   // 'low lower'
 */
export function trainBpeTokenizer(text: string | Iterable<string>, options: BpeTokenizerOptions): Tokenizer {
  assertKnownOptions('trainBpeTokenizer', options, [...optionNames, ...frameOptionNames]);
  const { vocabularySize, unit = 'byte', minimumFrequency = 0, maximumTokenLength = Infinity, onProgress } = options;
  assertPositiveInteger('vocabularySize', vocabularySize);
  assertNonNegativeInteger('minimumFrequency', minimumFrequency);
  if (maximumTokenLength !== Infinity && !(Number.isInteger(maximumTokenLength) && maximumTokenLength >= 2)) {
    refuse('maximumTokenLength', maximumTokenLength, { expected: 'an integer of at least 2' });
  }
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    refuse('onProgress', onProgress, { expected: 'a function' });
  }
  const parts = bytePairParts(options);
  const normalizers = normalizersOf(options);
  // The code point of the visible character of each byte.
  const bytes =
    unit === 'byte' ? Int32Array.from(byteCharacters(), (character) => character.codePointAt(0)!) : undefined;
  const alphabet = alphabetOf(options, bytes);
  const frame = frameParts(options);
  const pieces = countPieces(text, { normalizers, preTokenizers: parts.preTokenizers, forms: frame.forms, onProgress });
  if (pieces.size === 0) refuseNoText();
  const learned = learnTokens(bytes === undefined ? layOutCharacters(pieces) : layOutBytes(pieces, bytes), {
    ...alphabet,
    frame,
    vocabularySize,
    minimumFrequency,
    // Hugging Face's counts the first length that is too long.
    maximumLength: maximumTokenLength + 1,
    endOfWordSuffix: parts.model.endOfWordSuffix,
    onProgress,
  });
  return createTokenizer({
    ...learned.frame,
    normalizers,
    preTokenizers: parts.preTokenizers,
    model: { ...parts.model, merges: learned.merges },
    decoders: parts.decoders,
  });
}

const optionNames = [
  'vocabularySize',
  'unit',
  'pattern',
  'minimumFrequency',
  'maximumTokenLength',
  'lowercase',
  'normalization',
  'initialAlphabet',
  'limitAlphabet',
  'onProgress',
] as const satisfies readonly (keyof BpeTokenizerOptions)[];

function normalizersOf({ lowercase = false, normalization }: BpeTokenizerOptions): NormalizerDescription[] {
  assertOneOf('lowercase', lowercase, [true, false]);
  if (normalization !== undefined) assertOneOf('normalization', normalization, ['nfc', 'nfd', 'nfkc', 'nfkd']);
  return [
    ...(normalization === undefined ? [] : [{ type: normalization }]),
    ...(lowercase ? [{ type: 'lowercase', letters: 'all' } as const] : []),
  ];
}

/** What the alphabet must have, as code points (of bytes, those of their visible characters), and how large it may be. */
function alphabetOf({ initialAlphabet, limitAlphabet }: BpeTokenizerOptions, visible: Int32Array | undefined) {
  const initial = initialAlphabet === undefined ? new Set(visible) : new Set(characterCodes(initialAlphabet, visible));
  if (limitAlphabet !== undefined) {
    assertPositiveInteger('limitAlphabet', limitAlphabet);
    if (limitAlphabet < initial.size) {
      refuse('limitAlphabet', limitAlphabet, {
        expected: `at least ${initial.size}, the size of the initial alphabet`,
        remedy: 'Give a smaller initialAlphabet, such as [] for none.',
      });
    }
  }
  return { initialAlphabet: initial, limitAlphabet };
}

function* characterCodes(characters: Iterable<string>, visible: Int32Array | undefined): Generator<number> {
  const expected = 'characters, as one string or several';
  if (typeof (characters as Iterable<string> | null)?.[Symbol.iterator] !== 'function') {
    refuse('initialAlphabet', characters, { expected });
  }
  for (const character of characters) {
    const isCharacter = typeof character === 'string' && Array.from(character).length === 1;
    if (!isCharacter || loneSurrogate(character) !== -1) refuse('initialAlphabet', character, { expected });
    if (visible === undefined) yield character.codePointAt(0)!;
    else for (const byte of new TextEncoder().encode(character)) yield visible[byte]!;
  }
}
