import { InvalidArgumentError } from '@refrain/core';
import { createDecoder } from '../decoders/create-decoder.js';
import type { TokenizerDescription } from '../description.js';
import { soughtNormalized } from './sought-normalized.js';
import { createNormalizer } from '../normalizers/create-normalizer.js';
import { checkDecodeOptions } from '../options.js';
import { normalizedTokens } from '../pipeline/normalized-tokens.js';
import type { DecodeOptions, DecodeStream } from '../tokenizer.js';

/** Ids to text, at once and one by one. */
export interface IdDecoder {
  decode(ids: ArrayLike<number>, options: DecodeOptions): string;
  decodeStream(options: DecodeOptions): DecodeStream;
}

/** The decoder of a description: checks ids, leaves out special tokens, and has the description's decoders do the rest. */
export function idDecoder(description: TokenizerDescription): IdDecoder {
  const size = description.tokens.length;
  const special = new Set(description.added.filter((token) => token.special).map(({ id }) => id));
  const decoder = createDecoder({ decoders: description.decoders, tokens: decodedTokens(description) });
  return {
    decode(ids, options) {
      const { skipsSpecial } = checkDecodeOptions(options);
      for (let position = 0; position < ids.length; position++) {
        const id = ids[position]!;
        if (id >>> 0 !== id || id >= size) refuseId(id, { position, size });
      }
      return decoder.decode(skipsSpecial ? Array.from(ids).filter((id) => !special.has(id)) : ids);
    },
    decodeStream(options) {
      const { skipsSpecial } = checkDecodeOptions(options);
      const stream = decoder.stream();
      let position = 0;
      return {
        push(id) {
          if (id >>> 0 !== id || id >= size) refuseId(id, { position, size });
          position++;
          return skipsSpecial && special.has(id) ? '' : stream.push(id);
        },
        flush() {
          position = 0;
          return stream.flush();
        },
      };
    },
  };
}

/** Tokens as the decoders get them: one that is looked for in normalized text is what is looked for, as in Hugging Face's library. */
function decodedTokens(description: TokenizerDescription): readonly string[] {
  const normalized = soughtNormalized(description);
  if (normalized.length === 0) return description.tokens;
  const { formOf } = normalizedTokens(description, createNormalizer(description));
  const tokens = [...description.tokens];
  for (const { id } of normalized) tokens[id] = formOf(id);
  return tokens;
}

function refuseId(id: unknown, { position, size }: { readonly position: number; readonly size: number }): never {
  throw new InvalidArgumentError({
    argument: 'ids',
    value: id,
    message: `ids must hold integers from 0 to ${size - 1}; received ${String(id)} at position ${position}.`,
  });
}
