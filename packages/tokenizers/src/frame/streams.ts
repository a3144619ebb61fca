import { internals } from '../tokenizer.js';
import type { DecodeOptions, DecodeStream, EncodeOptions, EncodeStream, Tokenizer } from '../tokenizer.js';

/**
 * Encodes a text that arrives in pieces, cut anywhere, to the ids that the whole text has.
 *
 * What could still change with the text to come waits; for all kinds of tokenizers but those that cut or change a text
 * as a whole, that is little, so that a text may be larger than memory.
 *
 * @returns a stream of the caller's own
 * @throws InvalidArgumentError for options that `encode` doesn't take; a pair can't come in pieces
 * @example
 * const stream = encodeStream(tokenizer);
 * const ids = [...stream.push('To b'), ...stream.push('e'), ...stream.flush()];
 */
export function encodeStream(tokenizer: Tokenizer, options?: Omit<EncodeOptions, 'pair'>): EncodeStream {
  return tokenizer[internals].encodeStream(options);
}

/**
 * Decodes ids as they arrive, such as those a model draws: text comes as soon as it is certain, never half a character.
 *
 * @returns a stream of the caller's own
 * @example
 * const stream = decodeStream(tokenizer);
 * for (const id of ids) process.stdout.write(stream.push(id));
 * process.stdout.write(stream.flush());
 */
export function decodeStream(tokenizer: Tokenizer, options?: DecodeOptions): DecodeStream {
  return tokenizer[internals].decodeStream(options);
}
