import { lazily } from '../../unicode/lazily.js';

/**
 * The script that a character is written in, as far as pieces may not mix them; undefined for marks that take on that
 * of what they stand on. Kana go with the Chinese characters between which Japanese has them; digits, punctuation and
 * signs are one script, 'Common'.
 */
export function scriptOf(codePoint: number): string | undefined {
  const character = String.fromCodePoint(codePoint);
  const found = patterns().find(([, pattern]) => pattern.test(character));
  return found === undefined ? 'other' : found[0];
}

/** The scripts of living languages, frequent ones first; the others count as one. */
const names = (
  'Latin Common Han Cyrillic Arabic Hangul Devanagari Greek Hebrew Thai Bengali Tamil Telugu Gujarati Gurmukhi Kannada ' +
  'Malayalam Oriya Sinhala Khmer Lao Myanmar Tibetan Georgian Armenian Ethiopic Mongolian Cherokee Bopomofo Thaana ' +
  'Syriac Nko Tifinagh Canadian_Aboriginal Yi Javanese Balinese Sundanese Coptic Gothic Runic Ogham Braille'
).split(' ');

const patterns = lazily(() => [
  [undefined, /\p{Script=Inherited}/u] as const,
  // The mark of a long vowel is of no script, and goes with the kana before it.
  ['Han', /[\p{Script=Hiragana}\p{Script=Katakana}\u30fc]/u] as const,
  ...names.map((name) => [name, new RegExp(`\\p{Script=${name}}`, 'u')] as const),
]);
