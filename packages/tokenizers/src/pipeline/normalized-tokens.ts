import { alignedText } from '../aligned-text.js';
import type { AlignedText } from '../aligned-text.js';
import type { TextPlace } from '../codec.js';
import type { TokenizerDescription } from '../description.js';
import { addedTokenFinder } from '../frame/added-token-finder.js';
import type { AddedMatch } from '../frame/added-token-finder.js';
import { soughtNormalized } from '../frame/sought-normalized.js';

/** Finds the added tokens that are looked for in normalized text, themselves normalized. */
export interface NormalizedTokens {
  find(text: string, place: TextPlace): readonly AddedMatch[];
  /** What is looked for. */
  formOf(id: number): string;
}

/** The finder of a description; `normalize` is its normalizers. */
export function normalizedTokens(
  description: TokenizerDescription,
  normalize: (text: AlignedText) => AlignedText,
): NormalizedTokens {
  const formOf = (id: number): string => normalize(alignedText(description.tokens[id]!, undefined)).text;
  const finder = addedTokenFinder(soughtNormalized(description).map((token) => [formOf(token.id), token] as const));
  return {
    formOf,
    find(text, { options }) {
      if (finder.isEmpty) return [];
      return finder.scan({ text, from: 0, final: true, ignoresSpecial: options.special === 'as-text' }).matches;
    },
  };
}
