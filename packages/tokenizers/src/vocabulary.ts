import { refuse } from '@refrain/core';

/** What special tokens are for: filling up, unknown characters, the start and the end of a sequence. */
export const specialRoles = ['padding', 'unknown', 'start', 'end'] as const;

/** One of the roles that a special token can have. */
export type SpecialRole = (typeof specialRoles)[number];

/** Every token of a tokenizer and its id. */
export interface Vocabulary {
  /** How many tokens there are, special ones included; ids run from 0 to `size - 1`. */
  readonly size: number;
  /** The tokens in the order of their ids. */
  readonly tokens: readonly string[];
  /** The ids of the special tokens by role: `vocabulary.special.end`. */
  readonly special: Readonly<Partial<Record<SpecialRole, number>>>;
  /** The id of `token`, or undefined if it is not in the vocabulary. */
  idOf(token: string): number | undefined;
  /** The token of `id`. @throws InvalidArgumentError if `id` is not an id of the vocabulary */
  tokenOf(id: number): string;
}

/** A vocabulary of `tokens`, all different, whose ids are their positions; `special` has the ids of special tokens by role. */
export function createVocabulary(tokens: readonly string[], special: Vocabulary['special']): Vocabulary {
  const ids = new Map(tokens.map((token, id) => [token, id]));
  return {
    size: tokens.length,
    tokens: Object.freeze([...tokens]),
    special: Object.freeze({ ...special }),
    idOf: (token) => ids.get(token),
    tokenOf(id) {
      const token = tokens[id];
      if (token === undefined) refuse('id', id, { expected: `an integer from 0 to ${tokens.length - 1}` });
      return token;
    },
  };
}
