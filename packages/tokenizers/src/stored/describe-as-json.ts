import type { TokenizerDescription } from '../description.js';
import type { TokenizerJson } from '../tokenizer.js';

/** The stored form of a tokenizer. */
export function describeAsJson({ model, ...rest }: TokenizerDescription): TokenizerJson {
  return { format: 'refrain-tokenizer', version: 1, kind: model.type, ...rest, model };
}
