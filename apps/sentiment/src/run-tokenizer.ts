import { UsageError } from '@refrain/app-kit';
import { InvalidArgumentError } from '@refrain/core';
import { trainBpeTokenizer, trainWordTokenizer } from '@refrain/tokenizers';
import type { Tokenizer } from '@refrain/tokenizers';
import type { TokenizerKind } from './presets/hyper-parameters.js';
import type { RunSettings } from './settings.js';

type TrainedKind = Exclude<TokenizerKind, 'language-model'>;

/** Trains a tokenizer on the texts to train on. @throws UsageError if they give no vocabulary of that size */
export function trainRunTokenizer(
  { vocabulary }: Pick<RunSettings, 'vocabulary'>,
  kind: TrainedKind,
  texts: readonly string[],
): Tokenizer {
  try {
    return trainers[kind](texts, vocabulary);
  } catch (error) {
    if (!InvalidArgumentError.isInstance(error) || !sizes.test(error.argument)) throw error;
    throw new UsageError(error.message.replace(sizes, '--vocabulary'));
  }
}

/** What the trainers call `--vocabulary`. */
const sizes = /^(?:vocabularySize|maximumTokens)\b/;

type Train = (texts: readonly string[], vocabulary: number | undefined) => Tokenizer;

const usual = { padding: '<pad>', unknown: '<unk>' };

const trainers: Readonly<Record<TrainedKind, Train>> = {
  words: (texts, vocabulary) => trainWordTokenizer(texts, { behaviour: 'text-vectorization', ...maximum(vocabulary) }),
  reviews: (texts, vocabulary) =>
    trainWordTokenizer(texts, {
      ...{ behaviour: 'torchtext', splitter: 'reviews', ties: 'first-seen', special: usual },
      ...maximum(vocabulary),
    }),
  'basic-english': (texts, vocabulary) =>
    trainWordTokenizer(texts, {
      ...{ behaviour: 'torchtext', splitter: 'basic-english', special: usual },
      ...maximum(vocabulary),
    }),
  spaces: (texts, vocabulary) =>
    trainWordTokenizer(texts, {
      ...{ behaviour: 'torchtext', splitter: 'whitespace', lowercase: true, special: usual },
      ...maximum(vocabulary),
    }),
  bpe: (texts, vocabulary = 4000) =>
    trainBpeTokenizer(texts, { vocabularySize: vocabulary, lowercase: true, special: { padding: '<pad>' } }),
};

function maximum(vocabulary: number | undefined): { maximumTokens?: number } {
  return vocabulary === undefined ? {} : { maximumTokens: vocabulary };
}

/** The ids of a text; none where nothing is left of it, as of marks for a tokenizer of words. */
export function idsOf(tokenizer: Tokenizer, text: string): Int32Array {
  return tokenizer.encode(text, { special: 'as-text' });
}
