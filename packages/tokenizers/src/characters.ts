/** The code points of `text`; a half of a surrogate pair that stands alone counts as one. */
export function codePoints(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0)!);
}

/** Whether the code unit or code point `value` is half of a surrogate pair. */
export function isSurrogate(value: number): boolean {
  return value >= 0xd800 && value <= 0xdfff;
}

/** Whether the code unit `value` is the first half of a surrogate pair. */
export function isHighSurrogate(value: number): boolean {
  return value >= 0xd800 && value <= 0xdbff;
}

/**
 * The lower-case form of one code point, by Unicode's mapping without locale or context: a cut through a text changes
 * nothing. (The whole-string mapping makes a capital sigma ς at the end of a word; this one always makes it σ.)
 */
export function lowercaseCodePoint(codePoint: number): number[] {
  return codePoints(String.fromCodePoint(codePoint).toLowerCase());
}

/** Shows a character in an error message: `"é" (U+00E9)`. */
export function describeCharacter(codePoint: number): string {
  const number = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
  const note = isSurrogate(codePoint) ? ', half of a surrogate pair' : '';
  return `${JSON.stringify(String.fromCodePoint(codePoint))} (${number}${note})`;
}
