/** What to look for in text. */
export type PatternDescription =
  /** A pattern of this package, by name: scanned by hand-written code. */
  | { readonly name: PatternName }
  /** These very characters. */
  | { readonly text: string }
  /** A regular expression of JavaScript, with the flag `u` or `v`. */
  | { readonly regularExpression: string; readonly flags: string };

/** The patterns that cut text into words for byte-pair encoding: GPT-2's, and that of GPT-4's cl100k_base. */
export type PatternName = 'gpt2' | 'cl100k';
