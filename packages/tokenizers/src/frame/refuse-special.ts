import { InvalidArgumentError } from '@refrain/core';
import type { TokenizerDescription } from '../description.js';

/**
 * Refuses the written form of a special token in text: text from users must not be able to end a sequence.
 *
 * @param place the token, and where its form begins in what the caller knows as the text
 * @throws InvalidArgumentError always
 */
export function refuseSpecial(
  { tokens, roles }: TokenizerDescription,
  text: string,
  { id, position }: { readonly id: number; readonly position: number },
): never {
  const role = Object.entries(roles).find(([, roleId]) => roleId === id)?.[0];
  throw new InvalidArgumentError({
    argument: 'text',
    value: text,
    message:
      `text must not hold the written form of a special token; received ${JSON.stringify(tokens[id])}` +
      `${role === undefined ? '' : ` (${role})`} at position ${position}. To encode it as that token pass ` +
      "special: 'encode', as plain characters special: 'as-text'.",
  });
}
