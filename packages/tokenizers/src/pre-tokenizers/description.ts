import type { PatternDescription } from '../patterns/description.js';

/** How text is cut into pieces; each is Hugging Face's of that name unless it says otherwise. */
export type PreTokenizerDescription =
  /** Pieces are written byte by byte in GPT-2's visible alphabet; cut by GPT-2's pattern unless `pattern` is 'none'. */
  | { readonly type: 'byte-level'; readonly addPrefixSpace: boolean; readonly pattern: 'gpt2' | 'none' }
  | {
      readonly type: 'split';
      readonly pattern: PatternDescription;
      /** What becomes of what the pattern matches. */
      readonly behavior: SplitBehavior;
      /** Whether the pattern matches the pieces in place of what is between them. */
      readonly invert: boolean;
    }
  /** Runs of word characters, and runs of anything else that is no white space. */
  | { readonly type: 'whitespace' }
  | { readonly type: 'whitespace-split' }
  | { readonly type: 'punctuation'; readonly behavior: SplitBehavior }
  | { readonly type: 'digits'; readonly individual: boolean }
  | { readonly type: 'bert' }
  | {
      readonly type: 'metaspace';
      readonly replacement: string;
      readonly prepend: 'always' | 'first' | 'never';
      readonly split: boolean;
    }
  | { readonly type: 'unicode-scripts' }
  /** Each code point. */
  | { readonly type: 'characters' }
  /** Runs of letters, digits and underscores, then the emoticons `:)` `:(` (also with `;`, `=`, `-`): see wordsAndEmoticons. */
  | { readonly type: 'words-and-emoticons' }
  /** Runs of as many neighbouring pieces as `lengths` says, joined, length after length, as TensorFlow's `strings.ngrams`. */
  | { readonly type: 'n-grams'; readonly lengths: readonly number[]; readonly separator: string }
  /** A function of the caller, which can't be stored or aligned with the text. */
  | { readonly type: 'function'; readonly apply: (text: string) => readonly string[] };

/** What becomes of a match: taken out, a piece of its own, or joined with a neighbour. */
export type SplitBehavior = 'removed' | 'isolated' | 'merged-with-previous' | 'merged-with-next' | 'contiguous';
