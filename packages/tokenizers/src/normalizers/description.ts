import type { PatternDescription } from '../patterns/description.js';

/** How text is changed before it is cut; each is Hugging Face's of that name unless it says otherwise. */
export type NormalizerDescription =
  | { readonly type: 'nfc' | 'nfd' | 'nfkc' | 'nfkd' }
  /**
   * `all` maps each code point by itself. `ascii` leaves all letters but A to Z alone, as TensorFlow's `strings.lower`
   * without an encoding. `in-context` maps the text as a whole, as Python's and JavaScript's lower case: a capital sigma
   * at the end of a word becomes ς.
   */
  | { readonly type: 'lowercase'; readonly letters: 'all' | 'ascii' | 'in-context' }
  | { readonly type: 'strip'; readonly left: boolean; readonly right: boolean }
  /** Takes away combining marks (category M). */
  | { readonly type: 'strip-accents' }
  | { readonly type: 'replace'; readonly pattern: PatternDescription; readonly content: string }
  | { readonly type: 'prepend'; readonly content: string }
  | {
      readonly type: 'bert';
      readonly cleanText: boolean;
      readonly isolateChinese: boolean;
      readonly stripAccents: boolean;
      readonly lowercase: boolean;
    }
  /** Takes away what stands from each `<` to the next `>`. */
  | { readonly type: 'strip-tags' }
  /** White space of SentencePiece's normalizer: runs become one space, none at the ends. */
  | { readonly type: 'collapse-spaces' }
  /** A table of SentencePiece's normalizer, as base64: `precompiled_charsmap` in its models. */
  | { readonly type: 'precompiled'; readonly charsmap: string }
  /** A function of the caller, which can't be stored or aligned with the text. */
  | { readonly type: 'function'; readonly apply: (text: string) => string };
