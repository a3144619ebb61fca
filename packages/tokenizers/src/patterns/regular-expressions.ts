import type { PatternName } from './description.js';

/**
 * The regular expressions behind the names, for the flag `u` or `v`.
 *
 * GPT-2's is that of its encoder. cl100k's is the one that was published with GPT-4's encoding, with `(?i:)` written
 * out: behind an apostrophe ſ (U+017F) counts as an s. In newer releases of tiktoken white space at the end of a text is
 * one piece there, even if it holds a line break; here it ends behind its last line break. `\s` of these expressions is
 * Unicode's White_Space, which differs from JavaScript's in U+0085 and U+FEFF.
 */
export const regularExpressions: Readonly<Record<PatternName, string>> = {
  gpt2: String.raw`'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\p{White_Space}\p{L}\p{N}]+|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+`,
  cl100k: String.raw`'(?:[sSſdDmMtT]|[lL][lL]|[vV][eE]|[rR][eE])|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\p{White_Space}\p{L}\p{N}]+[\r\n]*|\p{White_Space}*[\r\n]+|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+`,
};
