import { matchedClass } from './character-class.js';
import type { CharacterClass } from './character-class.js';
import { lazily } from './lazily.js';
import { classSource, unpackRanges } from './packed-ranges.js';
import { controls, marks, nonspacingMarks, punctuation } from './tables.js';

/** White_Space: what `\s` and `is_whitespace` are in Rust. JavaScript's `\s` has U+FEFF and lacks U+0085. */
export const whiteSpace: () => CharacterClass = lazily(() => matchedClass(/\p{White_Space}/u));

/** `\w` of regular expressions in Rust. */
export const wordCharacter: () => CharacterClass = lazily(() =>
  matchedClass(/[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]/u),
);

/** Category N: `is_numeric` in Rust. */
export const numeric: () => CharacterClass = lazily(() => matchedClass(/\p{N}/u));

/** What Hugging Face's library takes for punctuation: that of ASCII, with signs such as `$` and `+`, and category P. */
export const punctuationMark: () => CharacterClass = lazily(() => matchedClass(anyOf(punctuation)));

/** A class of tables.ts as a regular expression with `flags` and `u`. */
function anyOf(packed: string, flags = ''): RegExp {
  return new RegExp(`[${classSource(unpackRanges(packed))}]`, `u${flags}`);
}

/** Runs of category M. */
export const runsOfMarks: () => RegExp = lazily(() => anyOf(marks, 'g'));

/** Category Mn. */
export const runsOfNonspacingMarks: () => RegExp = lazily(() => anyOf(nonspacingMarks, 'g'));

/** What BERT cleans away. */
export const controlCharacters: () => RegExp = lazily(() => anyOf(controls, 'g'));

/**
 * Characters that came to Unicode after Hugging Face's tables of normal forms, and that these leave as they are and
 * where they are: marks, and characters with decompositions.
 */
export const youngerThanNormalForms: () => RegExp = lazily(() => {
  const known = classSource(unpackRanges(marks));
  return new RegExp(`[\\p{M}${decomposedLater}](?<![${known}])`, 'u');
});

/** Decompositions that were added from Unicode 10 to 17. */
const decomposedLater =
  '\\u32FF\\uA7F1-\\uA7F4\\uAB69\\u{105C9}\\u{105E4}\\u{10781}-\\u{10785}\\u{10787}-\\u{107B0}\\u{107B2}-\\u{107BA}' +
  '\\u{11383}\\u{11385}\\u{1138E}\\u{11391}\\u{113C5}\\u{113C7}\\u{113C8}\\u{11938}\\u{16121}-\\u{16128}' +
  '\\u{16D68}-\\u{16D6A}\\u{1CCD6}-\\u{1CCF9}\\u{1E030}-\\u{1E06D}\\u{1F16C}\\u{1FBF0}-\\u{1FBF9}';
