import { refuse } from '@refrain/core';
import { internals } from '../tokenizer.js';
import type { Tokenizer } from '../tokenizer.js';
import { writeDecoders } from './write/decoders.js';
import { modelSize, writeAddedTokens, writePadding, writePostProcessor, writeTruncation } from './write/frame.js';
import { writeModel } from './write/models.js';
import { writeNormalizers } from './write/normalizers.js';
import { writePreTokenizers } from './write/pre-tokenizers.js';

/** The content of a `tokenizer.json`, the format of Hugging Face's tokenizers. */
export interface HuggingFaceJson {
  readonly version: '1.0';
  readonly truncation: object | null;
  readonly padding: object | null;
  readonly added_tokens: readonly object[];
  readonly normalizer: object | null;
  readonly pre_tokenizer: object | null;
  readonly post_processor: object | null;
  readonly decoder: object | null;
  readonly model: object;
}

/**
 * A tokenizer in the format of Hugging Face's tokenizers: `JSON.stringify` makes a `tokenizer.json` of it, which their
 * library (from version 0.20) loads, encoding and decoding as `tokenizer` does with `special: 'encode'`.
 *
 * What the format can't say exactly is refused by name: n-grams, functions of the caller, regular expressions without
 * a counterpart, unknown words that are left out. Left out in silence is what no encoding depends on: the names of
 * roles, and what training counted.
 *
 * @throws InvalidArgumentError naming the part that the format has no word for
 * @example
 * await writeFile('tokenizer.json', JSON.stringify(toHuggingFace(tokenizer)));
 * // Python: tokenizers.Tokenizer.from_file('tokenizer.json').encode('To be').ids
 */
export function toHuggingFace(tokenizer: Tokenizer): HuggingFaceJson {
  const description = tokenizer?.[internals]?.description;
  if (description === undefined) refuse('tokenizer', tokenizer, { expected: 'a tokenizer of this package' });
  return {
    version: '1.0',
    truncation: writeTruncation(description),
    padding: writePadding(description),
    added_tokens: writeAddedTokens(description),
    normalizer: writeNormalizers(description.normalizers),
    pre_tokenizer: writePreTokenizers(description.preTokenizers, description.model),
    post_processor: writePostProcessor(description),
    decoder: writeDecoders(description.decoders),
    model: writeModel(description, modelSize(description)),
  };
}
