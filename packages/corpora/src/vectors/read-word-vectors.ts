import { createReadStream } from 'node:fs';
import { assertKnownOptions, InvalidArgumentError, refuse } from '@refrain/core';
import { unreadable } from '../read-bytes.js';
import { assertWords } from './parse-word-vectors.js';
import { WordVectorReader } from './word-vector-reader.js';
import type { WordVectors } from './word-vectors.js';

/** How {@link readWordVectors} reads. */
export interface ReadWordVectorsOptions {
  /** The words whose vectors are kept. @default all */
  readonly words?: Iterable<string>;
  /** Ends the reading; the promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * The word vectors of a file: GloVe's text, word2vec's text or binary, or fastText's `.vec`, which of these is seen from
 * its bytes. The file is read in pieces and only the vectors of `words` are kept, so that it may be far larger than
 * memory.
 *
 * @returns the words in the order of the file, and their vectors, [words, dimensions]
 * @throws InvalidArgumentError if there is no such file, and for what `parseWordVectors` refuses
 * @example
 * const vectors = await readWordVectors('glove.6B.100d.txt', { words: tokenizer.vocabulary.tokens });
 */
export async function readWordVectors(path: string, options: ReadWordVectorsOptions = {}): Promise<WordVectors> {
  assertKnownOptions('readWordVectors', options, ['words', 'signal']);
  const { words, signal } = options;
  assertWords(words);
  if (typeof path !== 'string' || path === '') refuse('path', path, { expected: whatItMayBe });
  const reader = new WordVectorReader(path, words);
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 2 ** 20, signal })) reader.push(piece);
  } catch (error) {
    signal?.throwIfAborted();
    if (InvalidArgumentError.isInstance(error)) throw error;
    throw unreadable(error as NodeJS.ErrnoException, { what: 'path', path, expected: whatItMayBe });
  }
  return reader.finish();
}

const whatItMayBe = 'that of a file of word vectors';
