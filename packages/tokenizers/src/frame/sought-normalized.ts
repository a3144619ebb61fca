import type { AddedToken, TokenizerDescription } from '../description.js';

/**
 * The added tokens that are looked for in normalized text, after the others. Without normalizers that is the text
 * itself, so that where all of them are such, as in GPT-2's file, they can be looked for at first like any others.
 */
export function soughtNormalized({
  added,
  normalizers,
}: Pick<TokenizerDescription, 'added' | 'normalizers'>): readonly AddedToken[] {
  const sought = added.filter(({ normalized }) => normalized);
  return normalizers.length === 0 && sought.length === added.length ? [] : sought;
}
