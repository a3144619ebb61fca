import { InvalidArgumentError, describeValue } from '@refrain/core';
import { createTokenizer } from './create-tokenizer.js';
import { malformed, plainObject } from './stored/fields.js';
import { readDescription } from './stored/read-description.js';
import { modelKinds } from './stored/read-model.js';
import type { Tokenizer } from './tokenizer.js';

/**
 * The tokenizer that `JSON.stringify(tokenizer)` stored. Everything is checked: the JSON may come from anywhere.
 *
 * @param json the JSON text, or what `JSON.parse` made of it
 * @throws ArtifactError if it is not JSON, not a tokenizer, of another version or kind, or holds what no tokenizer does,
 *   naming the field: `model.merges[3][1] must be an integer from 0 to 299, not 300`
 * @example
 * const again = tokenizerFromJSON(JSON.stringify(tokenizer));
 */
export function tokenizerFromJSON(json: unknown): Tokenizer {
  const stored = plainObject(typeof json === 'string' ? parse(json) : json, '');
  const { format, version, kind } = stored;
  if (format !== 'refrain-tokenizer') malformed(`its format is ${show(format)}`);
  if (version !== 1) {
    malformed(`its version is ${show(version)}`, 'Read it with the version of @refrain/tokenizers that wrote it.');
  }
  if (typeof kind !== 'string' || !modelKinds.includes(kind)) {
    malformed(`its kind is ${show(kind)}, where ${modelKinds.join(', ')} can be read`);
  }
  const description = readDescription(kind, stored);
  try {
    return createTokenizer(description);
  } catch (cause) {
    // Each part is sound by itself, but they don't fit together.
    if (!InvalidArgumentError.isInstance(cause)) throw cause;
    malformed(cause.message.replace(/\.$/, ''), undefined, cause);
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    malformed('it is not JSON', undefined, cause);
  }
}

function show(value: unknown): string {
  return value === undefined ? 'missing' : describeValue(value);
}
