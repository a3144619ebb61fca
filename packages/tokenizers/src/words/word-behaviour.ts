import type { FrameParts } from '../frame/frame-parts.js';
import type { DecoderDescription } from '../decoders/description.js';
import type { NormalizerDescription } from '../normalizers/description.js';
import type { PreTokenizerDescription } from '../pre-tokenizers/description.js';

/** One of the ways to make a word tokenizer: how a text becomes words, and the words of all texts a vocabulary. */
export interface WordBehaviour {
  readonly normalizers: readonly NormalizerDescription[];
  readonly preTokenizers: readonly PreTokenizerDescription[];
  /** How words become text again. @default a space stands between two words */
  readonly decoders?: readonly DecoderDescription[];
  /** The special tokens and what stands around a text. */
  readonly frame: FrameParts;
  /** Whether unknown words are left out where there is no unknown token. */
  readonly leavesOutUnknown: boolean;
  /** The words that get ids, in the order of their ids, none of them a special token. */
  select(words: readonly CountedWord[]): readonly CountedWord[];
}

/** A word of the training texts. */
export interface CountedWord {
  readonly word: string;
  /** How often it occurs. */
  readonly count: number;
  /** In how many texts. */
  readonly texts: number;
}
