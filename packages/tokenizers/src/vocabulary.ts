import { refuse } from '@refrain/core';
import type { TokenizerDescription } from './description.js';

/**
 * What special tokens are for: filling up, unknown text, the start and the end of a sequence, and text that is hidden
 * from a model that has to guess it.
 */
export const specialRoles = ['padding', 'unknown', 'start', 'end', 'mask'] as const;

/** One of the roles that a special token can have. */
export type SpecialRole = (typeof specialRoles)[number];

/** Every token of a tokenizer and its id. */
export interface Vocabulary {
  /** How many tokens there are, special ones included; ids run from 0 to `size - 1`. */
  readonly size: number;
  /** The tokens in the order of their ids. */
  readonly tokens: readonly string[];
  /**
   * The ids of the special tokens: by role, and of those without a role by their written form, as in
   * `special.end` and `special['<user>']`. It has no prototype, so that no form means anything else.
   */
  readonly special: Readonly<Partial<Record<SpecialRole, number>>> & Readonly<Record<string, number | undefined>>;
  /** The id of `token`, or undefined if it is not in the vocabulary. */
  idOf(token: string): number | undefined;
  /** The token of `id`. @throws InvalidArgumentError if `id` is not an id of the vocabulary */
  tokenOf(id: number): string;
}

/** The vocabulary of a tokenizer; its tokens are all different. */
export function createVocabulary({
  tokens,
  added,
  roles,
}: Pick<TokenizerDescription, 'tokens' | 'added' | 'roles'>): Vocabulary {
  const ids = new Map(tokens.map((token, id) => [token, id]));
  return Object.freeze<Vocabulary>({
    size: tokens.length,
    tokens: Object.freeze([...tokens]),
    special: Object.freeze(specialIds({ tokens, added, roles })),
    idOf: (token) => ids.get(token),
    tokenOf(id) {
      const token = tokens[id];
      if (token === undefined) refuse('id', id, { expected: `an integer from 0 to ${tokens.length - 1}` });
      return token;
    },
  });
}

function specialIds({ tokens, added, roles }: Pick<TokenizerDescription, 'tokens' | 'added' | 'roles'>) {
  const special: Record<string, number> = Object.create(null);
  for (const role of Object.keys(roles) as SpecialRole[]) special[role] = roles[role]!;
  const withRole = new Set(Object.values(roles));
  for (const { id, special: isSpecial } of added) {
    const form = tokens[id]!;
    // A form that is the name of a role would be taken for that role.
    if (isSpecial && !withRole.has(id) && !isRole(form)) special[form] = id;
  }
  return special;
}

/** Whether `name` is the name of a role. */
export function isRole(name: string): name is SpecialRole {
  return (specialRoles as readonly string[]).includes(name);
}
