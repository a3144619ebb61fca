import type { DecoderDescription } from './decoders/description.js';
import type { NormalizerDescription } from './normalizers/description.js';
import type { PreTokenizerDescription } from './pre-tokenizers/description.js';
import type { SpecialRole } from './vocabulary.js';

/**
 * A tokenizer as plain data: what is stored, what other formats are translated to and from, and what
 * `createTokenizer` makes a tokenizer of.
 *
 * Text passes through it as in Hugging Face's pipeline: added tokens are cut out; each stretch of text between them is
 * normalized, cut into pieces by the pre-tokenizers and each piece into tokens by the model; the template puts tokens
 * around them. Ids come back as text through the decoders.
 */
export interface TokenizerDescription {
  /** Every token by id, added ones included; all different. */
  readonly tokens: readonly string[];
  /** Tokens that are found in text before all else. */
  readonly added: readonly AddedToken[];
  /** The ids of the special tokens that have a role. */
  readonly roles: Readonly<Partial<Record<SpecialRole, number>>>;
  /** In the order in which they work. */
  readonly normalizers: readonly NormalizerDescription[];
  /** In the order in which they work; without any, a stretch of text is one piece. */
  readonly preTokenizers: readonly PreTokenizerDescription[];
  readonly model: ModelDescription;
  /** In the order in which they work; what the last one gives is joined without a separator. */
  readonly decoders: readonly DecoderDescription[];
  readonly template?: TemplateDescription;
  readonly truncation?: TruncationDescription;
  readonly padding?: PaddingDescription;
  readonly trimOffsets?: OffsetTrimming;
}

/** A token that is not the model's to find. */
export interface AddedToken {
  readonly id: number;
  /** Whether it is a special token: refused in text unless allowed, and left out of decoded text on request. */
  readonly special: boolean;
  /** Whether it counts only where no letter, digit or underscore stands beside it. @default false */
  readonly singleWord?: boolean;
  /** Whether it takes in the white space before it. @default false */
  readonly stripLeft?: boolean;
  /** Whether it takes in the white space behind it. @default false */
  readonly stripRight?: boolean;
  /** Whether it is looked for in the normalized text, itself normalized. @default false */
  readonly normalized?: boolean;
}

/** How a piece becomes tokens. */
export type ModelDescription =
  | CharacterModelDescription
  | WordModelDescription
  | BytePairModelDescription
  | WordPieceModelDescription
  | UnigramModelDescription;

/** Each code point is a token. */
export interface CharacterModelDescription {
  readonly type: 'character';
}

/** Each piece is a token. */
export interface WordModelDescription {
  readonly type: 'word';
  /**
   * Whether unknown pieces are left out rather than refused where the vocabulary has no unknown token, as Keras's
   * older Tokenizer does. @default false
   */
  readonly leaveOutUnknown?: boolean;
  /** What matrices of texts are made with. */
  readonly statistics?: TextStatistics;
}

/** What training counted of its texts, and whose rules turn it into weights. */
export interface TextStatistics {
  readonly behaviour: 'text-vectorization' | 'legacy' | 'torchtext';
  /** How many texts there were. */
  readonly texts: number;
  /** In how many of them each token occurs, by id; 0 for special tokens. */
  readonly frequencies: readonly number[];
}

/** Neighbours are merged in the order in which training merged them (Sennrich et al., 2016). */
export interface BytePairModelDescription {
  readonly type: 'bpe';
  /** Pairs of ids, the first to be merged first; the token of a pair is the two tokens joined (without a prefix in the middle). */
  readonly merges: readonly (readonly [left: number, right: number])[];
  /** Stands before each token that does not begin its piece, such as '##'. @default '' */
  readonly continuingPrefix?: string;
  /** Stands behind each token that ends its piece, such as '</w>'. @default '' */
  readonly endOfWordSuffix?: string;
  /** Whether neighbouring unknown characters are one unknown token. @default false */
  readonly fuseUnknown?: boolean;
  /** Whether an unknown character becomes tokens such as <0xE2>, one for each of its bytes. @default false */
  readonly byteFallback?: boolean;
  /** Whether a piece that is a token is that token, whatever the merges say. @default false */
  readonly ignoreMerges?: boolean;
  /**
   * Whether unknown characters are left out before the merges where the vocabulary has no unknown token, so that their
   * neighbours can be merged, as in Hugging Face's library; nothing then stands in for them. @default false
   */
  readonly leaveOutUnknown?: boolean;
}

/** The longest token that fits, again and again (BERT). */
export interface WordPieceModelDescription {
  readonly type: 'word-piece';
  /** Stands before each token that does not begin its piece. */
  readonly continuingPrefix: string;
  /** A piece of more code points is unknown as a whole. */
  readonly maximumCharacters: number;
}

/** The most probable way to cut, each token having a probability (Kudo, 2018). */
export interface UnigramModelDescription {
  readonly type: 'unigram';
  /** Natural logarithm of each token's probability, by id; for added tokens it is not used. */
  readonly scores: readonly number[];
  /** Whether an unknown character becomes tokens such as <0xE2>, one for each of its bytes. @default false */
  readonly byteFallback?: boolean;
}

/** What stands around one text, and around two. */
export interface TemplateDescription {
  readonly single: readonly TemplatePart[];
  readonly pair?: readonly TemplatePart[];
}

/** A token, or the place of the first or second text. */
export type TemplatePart =
  { readonly id: number; readonly typeId: number } | { readonly text: 'first' | 'second'; readonly typeId: number };

/** Cuts every text to a length, template included. */
export interface TruncationDescription {
  readonly maximumLength: number;
  readonly side: 'left' | 'right';
  /** Which text of a pair gives way. */
  readonly strategy: 'longest-first' | 'only-first' | 'only-second';
}

/** Fills up to a length. */
export interface PaddingDescription {
  /** Tokens a row; absent, the longest of the batch. */
  readonly length?: number;
  readonly side: 'left' | 'right';
  readonly id: number;
  readonly typeId: number;
  /** Lengths are rounded up to a multiple of it. */
  readonly multipleOf?: number;
}

/** Leaves the spaces at the ends of byte-level tokens out of their offsets, as Hugging Face's library does for RoBERTa. */
export interface OffsetTrimming {
  /** Whether the first space of a text may be one that was put there, which no offset has. */
  readonly addPrefixSpace: boolean;
}
