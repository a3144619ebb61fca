import {
  trainBpeTokenizer,
  trainCharTokenizer,
  trainUnigramTokenizer,
  trainWordPieceTokenizer,
  trainWordTokenizer,
} from '@refrain/tokenizers';
import type { FrameOptions, Tokenizer, TrainingProgress } from '@refrain/tokenizers';
import { UsageError } from './errors.js';

/** The kinds of tokenizers that the command trains. */
export const kinds = ['char', 'word', 'bpe', 'word-piece', 'unigram'] as const;

export type Kind = (typeof kinds)[number];

/** What a tokenizer is trained from. */
export interface Training {
  readonly texts: readonly string[];
  /** Tokens of the vocabulary; undefined if nothing was said. */
  readonly vocabulary: number | undefined;
  readonly lowercase: boolean;
  /** Special tokens; empty if nothing was said, for those that the kind has by itself. */
  readonly frame: Pick<FrameOptions, 'special' | 'extraSpecial'>;
  onProgress(progress: TrainingProgress): void;
}

/** @throws UsageError where `--vocabulary` is missing, or is given for characters */
export function trainKind(kind: Kind, training: Training): Tokenizer {
  const { vocabulary } = training;
  if (kind === 'char' && vocabulary !== undefined) {
    throw new UsageError(
      `--vocabulary is a number of words or subwords; received ${vocabulary} with --kind char, whose vocabulary is the characters of the text. Leave it out.`,
    );
  }
  if (subwords.has(kind) && vocabulary === undefined) {
    throw new UsageError(`--vocabulary must say how many tokens there are to be, such as 8000; received nothing.`);
  }
  return trainers[kind](training);
}

const subwords = new Set<Kind>(['bpe', 'word-piece', 'unigram']);

const trainers: Readonly<Record<Kind, (training: Training) => Tokenizer>> = {
  char: ({ texts, lowercase, frame }) => trainCharTokenizer(texts, { lowercase, ...frame }),
  word: ({ texts, lowercase, frame, vocabulary }) =>
    trainWordTokenizer(texts, {
      behaviour: 'torchtext',
      splitter: 'spaced',
      lowercase,
      ...(vocabulary === undefined ? {} : { maximumTokens: vocabulary }),
      ...frame,
      special: { unknown: '<unk>', ...frame.special },
    }),
  bpe: ({ texts, lowercase, frame, vocabulary, onProgress }) =>
    trainBpeTokenizer(texts, { vocabularySize: vocabulary!, lowercase, onProgress, ...frame }),
  'word-piece': ({ texts, lowercase, frame, vocabulary, onProgress }) =>
    trainWordPieceTokenizer(texts, { vocabularySize: vocabulary!, lowercase, onProgress, ...frame }),
  unigram: ({ texts, lowercase, frame, vocabulary, onProgress }) =>
    trainUnigramTokenizer(texts, { vocabularySize: vocabulary!, lowercase, onProgress, ...frame }),
};
