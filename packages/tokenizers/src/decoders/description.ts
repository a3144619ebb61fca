import type { PatternDescription } from '../patterns/description.js';

/** How tokens become text again; each is Hugging Face's of that name unless it says otherwise. */
export type DecoderDescription =
  /** Tokens in GPT-2's visible alphabet become bytes, and these UTF-8 text. */
  | { readonly type: 'byte-level' }
  /** Every token but the first has `separator` before it: what Hugging Face's library does without a decoder, with a space. */
  | { readonly type: 'join'; readonly separator: string }
  | { readonly type: 'word-piece'; readonly prefix: string; readonly cleanup: boolean }
  /** The suffix of each token becomes a space, that of the last nothing. */
  | { readonly type: 'bpe'; readonly suffix: string }
  | { readonly type: 'metaspace'; readonly replacement: string; readonly prepend: 'always' | 'first' | 'never' }
  /** Tokens such as <0xE2> become bytes, and these UTF-8 text. */
  | { readonly type: 'byte-fallback' }
  /** All tokens become one, so that what follows sees the whole text. */
  | { readonly type: 'fuse' }
  | { readonly type: 'strip'; readonly content: string; readonly left: number; readonly right: number }
  | { readonly type: 'replace'; readonly pattern: PatternDescription; readonly content: string };
