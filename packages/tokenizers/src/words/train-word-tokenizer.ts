import { assertKnownOptions, assertOneOf, InvalidArgumentError } from '@refrain/core';
import { createTokenizer } from '../create-tokenizer.js';
import type { TokenizerDescription } from '../description.js';
import { frameOptionNames } from '../frame/frame-options.js';
import type { Tokenizer } from '../tokenizer.js';
import { countWords } from './count-words.js';
import { legacy, legacyOptionNames } from './legacy.js';
import type { LegacyTokenizerOptions } from './legacy.js';
import { textVectorization, textVectorizationOptionNames } from './text-vectorization.js';
import type { TextVectorizationOptions } from './text-vectorization.js';
import { torchtext, torchtextOptionNames } from './torchtext.js';
import type { TorchtextOptions } from './torchtext.js';
import type { CountedWord, WordBehaviour } from './word-behaviour.js';

/** How {@link trainWordTokenizer} makes words and its vocabulary. */
export type WordTokenizerOptions = TextVectorizationOptions | LegacyTokenizerOptions | TorchtextOptions;

/**
 * Makes a tokenizer whose tokens are words, in the way of one of three tokenizers of Python: the same words, ids and order.
 *
 * - `text-vectorization`: Keras's layer of that name. Most frequent words first, ties by code point from high to low;
 *   padding is '' with id 0, unknown words are [UNK] with id 1.
 * - `legacy`: Keras's older `Tokenizer`. Most frequent words first, ties as first seen; id 0 is padding; unknown words
 *   are left out unless `special.unknown` is given.
 * - `torchtext`: special tokens first, then the most frequent words, ties by code point from low to high; unknown
 *   words are an error unless `special.unknown` is given.
 *
 * Lossy: `decode` joins words with spaces (but for the splitter `spaced`), so that case, punctuation and spacing of the
 * text are lost as the behaviour says; `decode(encode(text))` reads as the known words of the text. In text the form of
 * the unknown token is a word like others, as in Python, and `decode` always writes it; the forms of other
 * special tokens are refused unless allowed, and in training are cut out.
 *
 * @param text one text, or several; each of them counts as one document for {@link textMatrix}
 * @throws InvalidArgumentError if the texts hold no word, or half a surrogate pair, or the vocabulary has no room
 * @example
 * const tokenizer = trainWordTokenizer(['The cat sat.', 'The mat!'], { behaviour: 'text-vectorization' });
 * tokenizer.vocabulary.tokens;         // ['', '[UNK]', 'the', 'sat', 'mat', 'cat']
 * tokenizer.encode('The dog sat');     // Int32Array [2, 1, 3]
 */
export function trainWordTokenizer(text: string | Iterable<string>, options: WordTokenizerOptions): Tokenizer {
  const { behaviour: name, ...rest } = options ?? {};
  assertOneOf('behaviour', name, ['text-vectorization', 'legacy', 'torchtext']);
  const known = name === 'torchtext' ? frameOptionNames : frameOptionNames.filter((it) => it !== 'specialPosition');
  assertKnownOptions(`trainWordTokenizer with the behaviour "${name}"`, rest, [
    'maximumTokens',
    ...optionNames[name],
    ...known,
  ]);
  const behaviour = behaviourOf(options);
  const untrained = describe(behaviour, { learned: [], texts: 0, name });
  const counted = countWords(text, untrained);
  const learned = behaviour.select(counted.words);
  if (learned.length === 0) refuseNoWords(counted.words.length);
  return createTokenizer(describe(behaviour, { learned, texts: counted.texts, name }));
}

type BehaviourName = WordTokenizerOptions['behaviour'];

const optionNames: Record<BehaviourName, readonly string[]> = {
  'text-vectorization': textVectorizationOptionNames,
  legacy: legacyOptionNames,
  torchtext: torchtextOptionNames,
};

function behaviourOf(options: WordTokenizerOptions): WordBehaviour {
  if (options.behaviour === 'text-vectorization') return textVectorization(options);
  return options.behaviour === 'legacy' ? legacy(options) : torchtext(options);
}

interface Trained {
  readonly learned: readonly CountedWord[];
  readonly texts: number;
  readonly name: BehaviourName;
}

function describe(behaviour: WordBehaviour, { learned, texts, name }: Trained): TokenizerDescription {
  const frame = behaviour.frame.describe(learned.map(({ word }) => word));
  const frequencies = new Array<number>(frame.tokens.length).fill(0);
  for (const [position, word] of learned.entries()) frequencies[behaviour.frame.firstLearnedId + position] = word.texts;
  return {
    ...frame,
    added: frame.added.filter(({ id }) => id !== frame.roles.unknown),
    normalizers: behaviour.normalizers,
    preTokenizers: behaviour.preTokenizers,
    model: {
      type: 'word',
      ...(behaviour.leavesOutUnknown && { leaveOutUnknown: true }),
      statistics: { behaviour: name, texts, frequencies },
    },
    decoders: behaviour.decoders ?? [{ type: 'join', separator: ' ' }],
  };
}

function refuseNoWords(found: number): never {
  const message =
    found === 0
      ? 'text must hold at least one word; received none. Give text to train on.'
      : `text must hold at least one word that may be learned; received ${found}, all of them special tokens or too ` +
        'rare. Give more text, or lower minimumFrequency.';
  throw new InvalidArgumentError({ argument: 'text', value: undefined, message });
}
