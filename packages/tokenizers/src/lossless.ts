import type { TokenizerDescription } from './description.js';
import type { IdDecoder } from './frame/decode-ids.js';
import { byteCharacters } from './byte-level/byte-alphabet.js';
import type { PreTokenizerDescription } from './pre-tokenizers/description.js';

/** Whether text comes back whole: `decode(encode(text), { special: 'skip' }) === text` for every text that is taken. */
export function isLossless(description: TokenizerDescription, decoder: IdDecoder): boolean {
  const { truncation, normalizers } = description;
  return (
    truncation === undefined &&
    normalizers.length === 0 &&
    (keepsCharacters(description) || keepsBytes(description)) &&
    keepsAddedTokens(description, decoder)
  );
}

/** Whether each code point is a token, and no other stands in for it. */
function keepsCharacters({ model, preTokenizers, decoders, roles }: TokenizerDescription): boolean {
  return (
    model.type === 'character' && roles.unknown === undefined && preTokenizers.length === 0 && decoders.length === 0
  );
}

/** Whether each byte is part of a token, and no other stands in for it. */
function keepsBytes({ model, preTokenizers, decoders, roles, tokens }: TokenizerDescription): boolean {
  const last = preTokenizers.at(-1);
  if (model.type !== 'bpe' || model.continuingPrefix || model.endOfWordSuffix) return false;
  if (last?.type !== 'byte-level' || last.addPrefixSpace || !preTokenizers.slice(0, -1).every(keepsText)) return false;
  if (decoders.length !== 1 || decoders[0]!.type !== 'byte-level') return false;
  if (roles.unknown === undefined) return true;
  const known = new Set(tokens);
  return byteCharacters().every((character) => known.has(character));
}

/** Whether a pre-tokenizer cuts text and does no more. */
function keepsText(preTokenizer: PreTokenizerDescription): boolean {
  if (preTokenizer.type !== 'split') return false;
  const { behavior, invert, pattern } = preTokenizer;
  // The patterns with a name match all of a text.
  return behavior !== 'removed' || (invert && 'name' in pattern);
}

/** Whether added tokens stand for their forms and no more; special ones are left out of the text. */
function keepsAddedTokens({ added, tokens, template }: TokenizerDescription, decoder: IdDecoder): boolean {
  const special = new Set(added.filter((token) => token.special).map(({ id }) => id));
  const around = template?.single.every((part) => 'text' in part || special.has(part.id)) ?? true;
  const ordinary = added.filter((token) => !token.special);
  return (
    around &&
    ordinary.every(({ stripLeft, stripRight }) => !stripLeft && !stripRight) &&
    ordinary.every(({ id }) => decoder.decode([id], {}) === tokens[id])
  );
}
