import { replaceMatches, withText } from '../aligned-text.js';
import type { AlignedText } from '../aligned-text.js';

/**
 * Maps each code point by itself to lower case, as Rust's `char::to_lowercase`: without locale, and without a look at
 * its neighbours, for which JavaScript makes a sigma at the end of a word ς.
 */
export function lowercase(aligned: AlignedText): AlignedText {
  // U+0130 is the only character whose lower case is of another length.
  const { text } = aligned;
  const even = text.includes('\u0130') ? replaceMatches(aligned, /\u0130/g, 'i\u0307') : aligned;
  const plain = even.text.includes('\u03a3') ? even.text.replaceAll('\u03a3', '\u03c3') : even.text;
  return withText(even, plain.toLowerCase());
}

/** Maps A to Z and nothing else, as TensorFlow's `strings.lower` without an encoding. */
export function lowercaseAscii(aligned: AlignedText): AlignedText {
  return withText(
    aligned,
    aligned.text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()),
  );
}

/** Maps the text as a whole, as Python and JavaScript do: a sigma at the end of a word becomes ς. */
export function lowercaseInContext(aligned: AlignedText): AlignedText {
  const { text } = aligned;
  const lower = text.toLowerCase();
  if (lower.length === text.length) return withText(aligned, lower);
  return withText(replaceMatches(aligned, /\u0130/g, 'i\u0307'), lower);
}
