import type { TokenizerDescription } from '../../description.js';
import { refusePart } from './refuse-part.js';

/** The field `model`, with the tokens below `size`. */
export function writeModel({ tokens, roles, model, preTokenizers }: TokenizerDescription, size: number): object {
  const vocabulary = tokens.slice(0, size);
  const unknown = roles.unknown === undefined ? undefined : tokens[roles.unknown]!;
  const hasBytes = preTokenizers.some(({ type }) => type === 'byte-level');
  switch (model.type) {
    case 'word':
      if (model.leaveOutUnknown && unknown === undefined) return refusePart('unknown words that are left out');
      return writeWordLevel(vocabulary, unknown);
    case 'character':
      return writeWordLevel(vocabulary, unknown);
    case 'word-piece':
      return {
        type: 'WordPiece',
        unk_token: unknown ?? absentToken(tokens),
        continuing_subword_prefix: model.continuingPrefix,
        max_input_chars_per_word: model.maximumCharacters,
        vocab: table(vocabulary),
      };
    case 'bpe':
      return {
        type: 'BPE',
        dropout: null,
        // The library leaves out unknown characters without an unknown token; where bytes are characters there are none.
        unk_token: unknown ?? (model.leaveOutUnknown || hasBytes ? null : absentToken(tokens)),
        continuing_subword_prefix: model.continuingPrefix || null,
        end_of_word_suffix: model.endOfWordSuffix || null,
        fuse_unk: model.fuseUnknown ?? false,
        byte_fallback: model.byteFallback ?? false,
        ignore_merges: model.ignoreMerges ?? false,
        vocab: table(vocabulary),
        merges: model.merges.map(([left, right]) => [tokens[left], tokens[right]]),
      };
    case 'unigram':
      return {
        type: 'Unigram',
        unk_id: roles.unknown ?? null,
        vocab: vocabulary.map((token, id) => [token, model.scores[id]]),
        byte_fallback: model.byteFallback ?? false,
      };
  }
}

function writeWordLevel(vocabulary: readonly string[], unknown: string | undefined): object {
  return { type: 'WordLevel', vocab: table(vocabulary), unk_token: unknown ?? absentToken(vocabulary) };
}

/** Tokens and their ids; without a prototype, so that `__proto__` is a token like any other. */
function table(tokens: readonly string[]): Record<string, number> {
  const ids: Record<string, number> = Object.create(null);
  for (const [id, token] of tokens.entries()) ids[token] = id;
  return ids;
}

/** A name for an unknown token that is none: the library then refuses unknown text, as a tokenizer without one does. */
function absentToken(tokens: readonly string[]): string {
  const known = new Set(tokens);
  let token = '[UNK]';
  while (known.has(token)) token = `[${token}]`;
  return token;
}
