import { assertKnownOptions, assertOneOf, assertPositiveInteger, InvalidArgumentError, refuse } from '@refrain/core';
import { internals } from '../tokenizer.js';
import type { Tokenizer } from '../tokenizer.js';
import type { TextStatistics } from '../description.js';
import { termWeights } from './term-weights.js';

/** How {@link textMatrix} weighs the tokens of a text. */
export interface TextMatrixOptions {
  /**
   * What stands in the column of a token that occurs `count` times in the text of a row:
   * - `multi-hot`: 1
   * - `count`: `count`
   * - `frequency`: `count` divided by the number of tokens of the text
   * - `tf-idf`: `count`, or with the behaviour `legacy` 1 + ln(`count`), times ln(1 + texts / (1 + texts with the
   *   token)), where texts are those of the training; for TextVectorization's unknown token the mean of all others'
   */
  readonly mode: 'multi-hot' | 'count' | 'frequency' | 'tf-idf';
  /** How many columns there are; those behind the last token are 0. @default one for each token */
  readonly columns?: number;
}

/** Texts as rows of numbers. */
export interface TextMatrix {
  /** `[batch, columns]`, row-major. */
  readonly values: Float32Array;
  readonly shape: readonly [batch: number, columns: number];
}

/**
 * Each text as a bag of words: one row with a number for each token, whatever their order.
 *
 * Column and id are the same, except for the behaviour `text-vectorization`: as in Keras it has no column for padding, so
 * that column 0 is the unknown token and the column of every other token is its id less 1. (A layer of Keras with
 * `max_tokens` in such a mode has room for one word more than in the mode `int`: give the tokenizer `maximumTokens` one
 * larger.) The numbers are those of Keras's `TextVectorization` with `output_mode` multi_hot, count or tf_idf, and of
 * `texts_to_matrix` of its older `Tokenizer` with mode binary, count, freq or tfidf. The template's tokens don't count.
 *
 * @param tokenizer any; for `tf-idf` one of `trainWordTokenizer`
 * @param texts one for each row
 * @returns values `[batch, columns]`; the array is the caller's
 * @throws InvalidArgumentError for a mode that the tokenizer can't serve, too few columns, and as `tokenizer.encode`
 * @example
 * const tokenizer = trainWordTokenizer(['the cat', 'the mat'], { behaviour: 'text-vectorization' });
 * textMatrix(tokenizer, ['the dog the'], { mode: 'count' });   // values [1, 2, 0, 0] for [UNK], the, mat, cat
 */
export function textMatrix(tokenizer: Tokenizer, texts: Iterable<string>, options: TextMatrixOptions): TextMatrix {
  assertKnownOptions('textMatrix', options, ['mode', 'columns']);
  const { mode } = options;
  assertOneOf('mode', mode, ['multi-hot', 'count', 'frequency', 'tf-idf']);
  if (typeof texts === 'string' || typeof texts?.[Symbol.iterator] !== 'function') {
    refuse('texts', texts, { expected: 'several strings', remedy: 'Give one text as [text].' });
  }
  const statistics = statisticsOf(tokenizer);
  const firstId = statistics?.behaviour === 'text-vectorization' ? 1 : 0;
  const width = tokenizer.vocabulary.size - firstId;
  const { columns = width } = options;
  assertPositiveInteger('columns', columns);
  if (columns < width) refuse('columns', columns, { expected: `at least ${width}, one for each token` });
  const weightOf = weighing(mode, tokenizer, statistics);

  const rows = Array.from(texts, (text) => tokenizer.encode(text, { template: false }));
  const values = new Float32Array(rows.length * columns);
  for (const [row, ids] of rows.entries()) {
    for (const [id, count] of countsOf(ids)) {
      if (id >= firstId) values[row * columns + id - firstId] = weightOf(id, count, ids.length);
    }
  }
  return { values, shape: [rows.length, columns] };
}

type Weighing = (id: number, count: number, length: number) => number;

function weighing(
  mode: TextMatrixOptions['mode'],
  tokenizer: Tokenizer,
  statistics: TextStatistics | undefined,
): Weighing {
  if (mode === 'multi-hot') return () => 1;
  if (mode === 'count') return (_, count) => count;
  if (mode === 'frequency') return (_, count, length) => count / length;
  if (statistics === undefined) {
    throw new InvalidArgumentError({
      argument: 'tokenizer',
      value: tokenizer,
      message:
        'tokenizer must know in how many texts of its training each token occurs for the mode "tf-idf"; received one ' +
        'that does not. Make it with trainWordTokenizer, or use the mode "count".',
    });
  }
  const weights = termWeights(statistics, tokenizer.vocabulary);
  if (statistics.behaviour === 'legacy') return (id, count) => (1 + Math.log(count)) * weights[id]!;
  return (id, count) => count * weights[id]!;
}

function statisticsOf(tokenizer: Tokenizer): TextStatistics | undefined {
  const { model } = tokenizer[internals].description;
  return model.type === 'word' ? model.statistics : undefined;
}

function countsOf(ids: Int32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
