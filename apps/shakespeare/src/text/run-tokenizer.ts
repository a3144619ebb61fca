import { CommandError, UsageError } from '@refrain/app-kit';
import { InvalidArgumentError } from '@refrain/core';
import { trainBpeTokenizer, trainCharTokenizer, trainUnigramTokenizer, trainWordTokenizer } from '@refrain/tokenizers';
import type { Tokenizer } from '@refrain/tokenizers';
import { linesOf } from './lines.js';
import type { TokenizerKind } from '../presets/hyper-parameters.js';
import type { TextRecord } from '../run-directory.js';
import type { RunSettings } from '../settings.js';

/**
 * Trains the tokenizer that a run's settings ask for.
 *
 * Characters are those of the whole text, so that none is unknown behind the part that is trained on. Words and subwords
 * are learned from that part alone: what is only in the rest must not make the rest easier to predict. Subwords fall
 * back on bytes, and so know every text; a word that occurs once, or is not among the most frequent, is unknown.
 *
 * @param text the whole text, and its part that the model is trained on
 * @throws UsageError if the text can't give a vocabulary of the size that is asked for
 * @throws CommandError if no word occurs twice
 */
export function trainRunTokenizer(settings: RunSettings, text: { whole: string; train: string }): Tokenizer {
  const { tokenizer, lowercase, vocabulary, lines } = settings;
  // Lines that a token of its own ends don't have the character of a new line.
  if (lines?.end === 'token') {
    return trainCharTokenizer(linesOf(text.whole), { lowercase, special: { padding: '', end: '<eos>' } });
  }
  try {
    return trainers[tokenizer]({ ...text, lowercase, vocabularySize: vocabulary! });
  } catch (error) {
    if (!InvalidArgumentError.isInstance(error)) throw error;
    if (tokenizer === 'word' && error.argument === 'text') {
      throw new CommandError(
        '--corpus must hold a word that occurs twice in what is trained on, for --tokenizer word; received none. Give a longer text, or another tokenizer.',
      );
    }
    if (!sizes.test(error.argument)) throw error;
    throw new UsageError(error.message.replace(sizes, '--vocabulary'));
  }
}

/** What the trainers call `--vocabulary`. */
const sizes = /^(?:vocabularySize|maximumTokens)\b/;

interface Training {
  readonly whole: string;
  readonly train: string;
  readonly lowercase: boolean;
  readonly vocabularySize: number;
}

const trainers: Readonly<Record<TokenizerKind, (training: Training) => Tokenizer>> = {
  char: ({ whole, lowercase }) => trainCharTokenizer(whole, { lowercase }),
  word: ({ train, lowercase, vocabularySize: maximumTokens }) => {
    // A model that meets no unknown word in training can't learn to expect any.
    const known = { maximumTokens, minimumFrequency: 2, special: { unknown: '<unknown>' } };
    return trainWordTokenizer(train, { behaviour: 'torchtext', splitter: 'spaced', lowercase, ...known });
  },
  bpe: ({ train, lowercase, vocabularySize }) => trainBpeTokenizer(train, { lowercase, vocabularySize }),
  unigram: ({ train, lowercase, vocabularySize }) => {
    const lossless = { normalization: 'none', byteFallback: true, special: {} } as const;
    return trainUnigramTokenizer(train, { ...lossless, lowercase, vocabularySize });
  },
};

/** What a run counts: characters, or tokens that stand for several or for a part of one. */
export function tokenUnit({ tokenizer }: Pick<RunSettings, 'tokenizer'>): 'character' | 'token' {
  return tokenizer === 'char' ? 'character' : 'token';
}

/** How large a text is, and what it is for its run's tokenizer, in a few words. */
export function describeText(
  { characters, tokens, vocabulary, lines }: TextRecord,
  { tokenizer }: Pick<RunSettings, 'tokenizer'>,
): string {
  const [size, pieces, kinds] = [characters, tokens, vocabulary].map((number) => number.toLocaleString('en'));
  if (lines) {
    return `${lines.count.toLocaleString('en')} lines of up to ${lines.longest} characters, ${kinds} symbols`;
  }
  if (tokenizer === 'char') return `${size} characters, ${kinds} symbols`;
  return `${size} characters as ${pieces} tokens (${tokenizer}, vocabulary ${kinds})`;
}
