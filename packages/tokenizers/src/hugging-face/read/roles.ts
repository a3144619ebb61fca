import type { AddedToken, PaddingDescription } from '../../description.js';
import type { SpecialRole } from '../../vocabulary.js';
import type { JsonPart } from '../json-part.js';

/** Written forms that say what a special token is for, by BERT, SentencePiece, GPT and Llama. */
const usualForms: readonly (readonly [role: SpecialRole, forms: readonly string[]])[] = [
  ['padding', ['[PAD]', '<pad>']],
  ['start', ['[CLS]', '<s>', '<bos>', '<|begin_of_text|>']],
  ['end', ['[SEP]', '</s>', '<eos>', '<|end_of_text|>', '<|endoftext|>']],
  ['mask', ['[MASK]', '<mask>']],
];

/** What {@link readRoles} goes by. */
export interface RoleSources {
  readonly tokens: readonly string[];
  readonly added: readonly AddedToken[];
  readonly unknown: number | undefined;
  readonly padding: PaddingDescription | undefined;
  readonly padToken: JsonPart;
}

/**
 * The roles of special tokens. The format has none: the unknown token is the model's, the padding token that of
 * `padding`, and others have the roles that their written forms say, where one special token alone says it.
 */
export function readRoles({ tokens, added, unknown, padding, padToken }: RoleSources) {
  const roles: Partial<Record<SpecialRole, number>> = {};
  if (unknown !== undefined) roles.unknown = unknown;
  if (padding !== undefined && padding.id !== unknown && tokens[padding.id] === padToken.value) {
    roles.padding = padding.id;
  }
  const taken = new Set(Object.values(roles));
  const special = added.filter((token) => token.special && !taken.has(token.id));
  for (const [role, forms] of usualForms) {
    const candidates = special.filter(({ id }) => forms.includes(tokens[id]!));
    if (roles[role] === undefined && candidates.length === 1) roles[role] = candidates[0]!.id;
  }
  return roles;
}
