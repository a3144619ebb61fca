import { assertKnownOptions, refuse } from '@refrain/core';
import { WordVectorReader } from './word-vector-reader.js';
import type { WordVectors } from './word-vectors.js';

/** How {@link parseWordVectors} reads. */
export interface ParseWordVectorsOptions {
  /** The words whose vectors are kept. @default all */
  readonly words?: Iterable<string>;
  /** What the bytes are, for error messages, such as a file's path. @default 'the bytes' */
  readonly source?: string;
}

/**
 * The word vectors in the bytes of a file: GloVe's text, word2vec's text or binary, or fastText's `.vec`, which of these
 * is seen from the bytes. In Node, `readWordVectors` reads files of any size.
 *
 * Of a word that comes twice the first vector counts, as in gensim. With `words`, the numbers of other words are counted,
 * not read.
 *
 * @returns the words in the order of the file, and their vectors, [words, dimensions]
 * @throws InvalidArgumentError for a line with more or fewer numbers than the first, or with something that is no number
 *   (says which line), for a file that ends too early, that has no vectors, or whose words are not UTF-8
 * @example
 * const bytes = new TextEncoder().encode('good 1 0\nbad -1 0.5\n');
 * parseWordVectors(bytes);   // { words: ['good', 'bad'], dimensions: 2, values: Float32Array [1, 0, -1, 0.5] }
 */
export function parseWordVectors(bytes: Uint8Array, options: ParseWordVectorsOptions = {}): WordVectors {
  assertKnownOptions('parseWordVectors', options, ['words', 'source']);
  const { words, source = 'the bytes' } = options;
  assertWords(words);
  if (!(bytes instanceof Uint8Array)) refuse('bytes', bytes, { expected: 'a Uint8Array' });
  const reader = new WordVectorReader(source, words);
  reader.push(bytes);
  return reader.finish();
}

/** Throws for what gives no words, and for a string, which would give its characters. */
export function assertWords(words: unknown): asserts words is Iterable<string> | undefined {
  const isIterable = typeof words === 'object' && words !== null && Symbol.iterator in words;
  if (words !== undefined && !isIterable) refuse('words', words, { expected: 'an array or another iterable of words' });
}
