import { assertKnownOptions, assertPositiveInteger } from '@refrain/core';
import { rate } from '../option-checks.js';

/** What a classifier of sentence vectors is made of. */
export interface SentenceClassifierOptions {
  /** Width of the vectors that it reads: 512 for the Universal Sentence Encoder. */
  readonly inputs: number;
  /** Width of a hidden layer (ReLU) between vector and output. @default none */
  readonly hidden?: number;
  /** Share of the inputs, and of the hidden layer, that is set to 0 in training, from 0 to below 1. @default 0 */
  readonly dropout?: number;
}

/** {@link SentenceClassifierOptions} with every default filled in. */
export type ResolvedSentenceClassifierOptions = Required<Omit<SentenceClassifierOptions, 'hidden'>> &
  Pick<SentenceClassifierOptions, 'hidden'>;

/** Checks the options and fills in the defaults. @throws InvalidArgumentError naming the option at fault */
export function resolveSentenceClassifierOptions(
  options: SentenceClassifierOptions,
): ResolvedSentenceClassifierOptions {
  assertKnownOptions('sentenceClassifier', options, ['inputs', 'hidden', 'dropout']);
  const { inputs, hidden } = options;
  assertPositiveInteger('inputs', inputs);
  if (hidden !== undefined) assertPositiveInteger('hidden', hidden);
  return Object.freeze({ inputs, ...(hidden !== undefined && { hidden }), dropout: rate('dropout', options.dropout) });
}
