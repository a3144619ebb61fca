import { lowercaseCodePoint } from '../characters.js';

/** Whose upper case becomes lower case: see the normalizer of this name. */
export type Lowercasing = 'all' | 'ascii' | 'in-context';

/** What becomes of one code point. In context, {@link withFinalSigmas} comes first. */
export function lowercasing(letters: Lowercasing | undefined): (codePoint: number) => number[] {
  if (letters === undefined) return (codePoint) => [codePoint];
  if (letters !== 'ascii') return lowercaseCodePoint;
  return (codePoint) => [codePoint >= 0x41 && codePoint <= 0x5a ? codePoint + 0x20 : codePoint];
}

/**
 * The text with each capital sigma that ends a word as ς: the one letter whose lower case depends on its neighbours.
 * No place in the text changes.
 */
export function withFinalSigmas(text: string): string {
  if (!text.includes('Σ')) return text;
  // U+0130 is the one character whose lower case is longer.
  const lower = text.replaceAll('\u0130', 'i').toLowerCase();
  // Written so that the built file is ASCII, which engines load faster.
  return text.replace(/\u03a3/g, (sigma, position: number) => (lower[position] === 'ς' ? 'ς' : sigma));
}
