import { InvalidArgumentError } from '@refrain/core';
import { joinTokens } from '../join-tokens.js';
import type { TokenizerDescription } from '../description.js';
import { checkDecodeOptions } from '../options.js';
import type { DecodeOptions, DecodeStream } from '../tokenizer.js';
import type { Vocabulary } from '../vocabulary.js';

/** Ids to text, at once and one by one. */
export interface IdDecoder {
  decode(ids: ArrayLike<number>, options: DecodeOptions): string;
  decodeStream(options: DecodeOptions): DecodeStream;
}

/** The decoder of a description: checks ids, leaves out special tokens, and has the description's decoders do the rest. */
export function idDecoder(description: TokenizerDescription, vocabulary: Vocabulary): IdDecoder {
  const special = new Set(description.added.filter((token) => token.special).map(({ id }) => id));
  const assertId = (id: number, position: number): void => {
    if (id >>> 0 === id && id < vocabulary.size) return;
    throw new InvalidArgumentError({
      argument: 'ids',
      value: id,
      message: `ids must hold integers from 0 to ${vocabulary.size - 1}; received ${id} at position ${position}.`,
    });
  };
  return {
    decode(ids, options) {
      const { skipsSpecial } = checkDecodeOptions(options);
      for (let position = 0; position < ids.length; position++) assertId(ids[position]!, position);
      const kept = skipsSpecial ? Array.from(ids).filter((id) => !special.has(id)) : ids;
      return joinTokens(kept, vocabulary.tokenOf);
    },
    decodeStream(options) {
      const { skipsSpecial } = checkDecodeOptions(options);
      let position = 0;
      return {
        push(id) {
          assertId(id, position);
          position++;
          return skipsSpecial && special.has(id) ? '' : vocabulary.tokenOf(id);
        },
        flush() {
          position = 0;
          return '';
        },
      };
    },
  };
}
