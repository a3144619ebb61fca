import { assertKnownOptions, assertOneOf, InvalidArgumentError, Random, refuse } from '@refrain/core';
import type { WordVectors } from './word-vectors.js';

/** What tokens without a vector get: zeros, or draws from `random`. */
export type EmbeddingForOptions =
  { readonly missing?: 'zeros' } | { readonly missing: 'uniform'; readonly random: Random };

/** What {@link embeddingFor} gives. */
export interface PretrainedEmbedding {
  /** Row i is the vector of token i: [tokens, dimensions]. */
  readonly values: Float32Array;
  readonly dimensions: number;
  /** The tokens that have no vector, in their order; special tokens, such as that of padding, are among them. */
  readonly missing: string[];
}

/**
 * The weights of an embedding whose tokens start from word vectors.
 *
 * Tokens without a vector are reported, and get zeros, or numbers from [-a, a] with the `a` that gives them the variance
 * of the vectors that are there, as Kim, "Convolutional Neural Networks for Sentence Classification", 2014, section 4.3.
 *
 * @param tokens those of a vocabulary, in the order of their ids
 * @throws InvalidArgumentError if no token has a vector
 * @example
 * const { values, missing } = embeddingFor(vectors, tokenizer.vocabulary.tokens, { missing: 'uniform', random });
 */
export function embeddingFor(
  vectors: WordVectors,
  tokens: readonly string[],
  options: EmbeddingForOptions = {},
): PretrainedEmbedding {
  const { missing: rule = 'zeros' } = options;
  assertOneOf('missing', rule, ['zeros', 'uniform']);
  assertKnownOptions('embeddingFor', options, rule === 'zeros' ? ['missing'] : ['missing', 'random']);
  const { dimensions } = vectors;
  const rows = new Map(vectors.words.map((word, row) => [word, row]));
  const values = new Float32Array(tokens.length * dimensions);
  const missing: number[] = [];
  for (const [id, token] of tokens.entries()) {
    const row = rows.get(token);
    if (row === undefined) missing.push(id);
    else values.set(vectors.values.subarray(row * dimensions, (row + 1) * dimensions), id * dimensions);
  }
  if (missing.length === tokens.length) {
    const message = `tokens must have a vector for some of them; received ${tokens.length} tokens, none of which is among the ${vectors.words.length} words. Check that both are lower-case, or both not.`;
    throw new InvalidArgumentError({ argument: 'tokens', value: tokens, message });
  }
  if (rule === 'uniform')
    drawRows(values, { rows: missing, dimensions, random: (options as { random?: Random }).random });
  return { values, dimensions, missing: missing.map((id) => tokens[id]!) };
}

/** Fills rows of zeros with uniform numbers that vary as much as those of the other rows do. */
function drawRows(
  values: Float32Array,
  { rows, dimensions, random }: { rows: readonly number[]; dimensions: number; random: Random | undefined },
): void {
  if (!(random instanceof Random)) refuse('random', random, { expected: "a Random, for missing 'uniform'" });
  const known = values.length - rows.length * dimensions;
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const limit = Math.sqrt(3 * (squares / known - (sum / known) ** 2));
  for (const row of rows) {
    for (let at = row * dimensions; at < (row + 1) * dimensions; at++) values[at] = limit * (2 * random.uniform() - 1);
  }
}
