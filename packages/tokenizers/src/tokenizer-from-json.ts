import { ArtifactError } from '@refrain/core';
import { createTokenizer } from './create-tokenizer.js';
import type { TokenizerDescription } from './description.js';
import type { Tokenizer } from './tokenizer.js';

/**
 * The tokenizer that `JSON.stringify(tokenizer)` stored. Everything is checked: the JSON may come from anywhere.
 *
 * @param json the JSON text, or what `JSON.parse` made of it
 * @throws ArtifactError if it is not JSON, not a tokenizer, of another version or kind, or holds what no tokenizer does
 * @example
 * const again = tokenizerFromJSON(JSON.stringify(tokenizer));
 */
export function tokenizerFromJSON(json: unknown): Tokenizer {
  const stored = (typeof json === 'string' ? JSON.parse(json) : json) as { format: unknown };
  if (stored.format !== 'refrain-tokenizer') {
    throw new ArtifactError({ artifact: 'tokenizer.json', message: 'expected the stored tokenizer' });
  }
  return createTokenizer(stored as unknown as TokenizerDescription);
}
