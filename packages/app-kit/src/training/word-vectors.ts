import { relative } from 'node:path';
import type { ArtifactStore } from '@refrain/core';
import { embeddingFor } from '@refrain/corpora';
import type { EmbeddingForOptions, PretrainedEmbedding } from '@refrain/corpora';
import { readWordVectors } from '@refrain/corpora/node';
import type { Tokenizer } from '@refrain/tokenizers';
import { CommandError } from '../command-line/errors.js';

/**
 * The vectors that an embedding begins with, of the file of `--vectors`.
 *
 * Tokens are looked up without the space before them, which some tokenizers keep. Special tokens are not reported as
 * missing.
 *
 * @throws CommandError if none of the tokens has a vector
 */
export async function startingVectors(
  { vocabulary }: Tokenizer,
  path: string,
  options: EmbeddingForOptions = {},
): Promise<PretrainedEmbedding> {
  const words = vocabulary.tokens.map((token) => token.trim());
  const file = relative(process.cwd(), path);
  const vectors = await readWordVectors(file, { words });
  if (vectors.words.length === 0) {
    throw new CommandError(
      `--vectors must be the vectors of words of the corpus; ${file} has none of its ${words.length} tokens. Check that both are of one language.`,
    );
  }
  const found = embeddingFor(vectors, words, options);
  const special = Object.values(vocabulary.special).map((id) => vocabulary.tokens[id!]);
  return { ...found, missing: found.missing.filter((word) => word !== '' && !special.includes(word)) };
}

/** How many tokens have no vector, and the most frequent of them, in a line. */
export function missingWordsLine(missing: readonly string[], tokens: number): string {
  const most = missing.length > 0 ? `, first of all ${missing.slice(0, 8).join(' ')}` : '';
  return `${missing.length.toLocaleString('en')} of ${tokens.toLocaleString('en')} tokens have no word vector${most}`;
}

/** Writes the words that have no vector into a run's folder, as `missing-words.txt`. */
export async function writeMissingWords(store: ArtifactStore, missing: readonly string[]): Promise<void> {
  await store.write('missing-words.txt', new TextEncoder().encode(`${missing.join('\n')}\n`));
}
