import type { PatternName } from '../../patterns/description.js';

/**
 * The named patterns as published files write them: GPT-2's as Hugging Face's library has it, cl100k's as the files of
 * Llama 3 and of OpenAI's later tokenizers have it.
 */
export function namedExpressions(): ReadonlyMap<PatternName, string> {
  return new Map([
    ['gpt2', String.raw`'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`],
    [
      'cl100k',
      String.raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}` +
        String.raw`| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`,
    ],
  ]);
}

/** Each code point, in the dialect of Oniguruma. */
export const allCharacters = String.raw`[\s\S]`;
