import type { IdBatch, Random } from '@refrain/core';
import type { TokenizerDescription } from './description.js';
import type { Vocabulary } from './vocabulary.js';

/** The key under which a tokenizer carries what this package's functions need of it; callers have no use for it. */
export const internals: unique symbol = Symbol.for('refrain.tokenizer.internals') as never;

/**
 * Text to ids and back. Training gives an immutable tokenizer; every kind of tokenizer has this shape.
 *
 * For every tokenizer and every text that it takes, encoding in pieces ({@link encodeStream}) and decoding id by id
 * ({@link decodeStream}) give the same ids and the same text as doing it at once.
 */
export interface Tokenizer {
  readonly vocabulary: Vocabulary;
  /**
   * Whether text comes back whole: `decode(encode(text), { special: 'skip' }) === text` for every text that `encode`
   * takes without options.
   */
  readonly lossless: boolean;
  /** The ids of `text`, `[time]`. @throws InvalidArgumentError for characters or special tokens that it can't take */
  encode(text: string, options?: EncodeOptions): Int32Array;
  /** The ids of `text` and where in it each token stands. @throws InvalidArgumentError as `encode` */
  encodeWithOffsets(text: string, options?: EncodeOptions): Encoding;
  /**
   * The ids of several texts, or pairs of texts, as one rectangle, `[batch, time]`, cut and padded.
   *
   * @throws InvalidArgumentError as `encode`, and for a row that is longer than `length` and nothing says to cut it
   */
  encodeBatch(texts: Iterable<string | readonly [first: string, second: string]>, options?: BatchOptions): EncodedBatch;
  /** The text of `ids`, `[time]`. @throws InvalidArgumentError for an id outside the vocabulary, with its position */
  decode(ids: ArrayLike<number>, options?: DecodeOptions): string;
  /** What `tokenizerFromJSON` takes back; `JSON.stringify(tokenizer)` calls it. */
  toJSON(): TokenizerJson;
  readonly [internals]: TokenizerInternals;
}

/** Tokens with their places. */
export interface Encoding {
  /** `[time]` */
  readonly ids: Int32Array;
  /**
   * From where to where each token stands in its text as it was given, in UTF-16 code units as `text.slice` counts,
   * `[time, 2]`; of a pair, in the text that it belongs to. A token that is part of a character has the whole character; one that stands for no text, such as a
   * start token, has a place of length 0.
   */
  readonly offsets: Int32Array;
  /** Which text each token belongs to, as the template says: 0, or 1 for the second of a pair, `[time]`. */
  readonly typeIds: Uint8Array;
}

/** Several encoded texts: rows of ids, padded to one length. Arrays are row-major `[batch, time]`. */
export interface EncodedBatch extends IdBatch {
  /** Which text of a pair each token belongs to, as {@link Encoding.typeIds}; padding has the padding's own. */
  readonly typeIds: Uint8Array;
}

/** How {@link Tokenizer.encode} treats what is not ordinary text. */
export interface EncodeOptions {
  /**
   * What the written form of a special token (such as `<eos>`) means in the text: an error, the special token, or the
   * characters it is made of. Text from users must not be able to end a sequence, hence the default.
   * @default 'refuse'
   */
  readonly special?: 'refuse' | 'encode' | 'as-text';
  /**
   * One token of the vocabulary that stands in for each unknown piece of text, or '' to leave them out.
   * @default the unknown token if the vocabulary has one, else unknown text is an error
   */
  readonly replaceUnknown?: string;
  /** Whether the tokens of the tokenizer's template (such as start and end) are added. @default true */
  readonly template?: boolean;
  /** A second text, for tokenizers whose template says how a pair is put together. */
  readonly pair?: string;
  /** Draws one of the ways to cut the text in place of the best one: subword regularization. Byte-pair and unigram only. */
  readonly regularization?: BytePairDropout | UnigramSampling;
}

/** BPE-dropout (Provilkov et al., 2020): each merge is left out with a probability. */
export interface BytePairDropout {
  /** From 0, no dropout, to 1, no merges. */
  readonly dropout: number;
  /** Where the draws come from; they advance it. */
  readonly random: Random;
}

/** Sampling of a segmentation by its probability (Kudo, 2018). */
export interface UnigramSampling {
  /** Probabilities are raised to 1 / `temperature`: small is near the best cut, large is near uniform. SentencePiece's alpha is its inverse. */
  readonly temperature: number;
  /** Draw among this many best cuts. @default among all cuts */
  readonly nBest?: number;
  /** Where the draws come from; they advance it. */
  readonly random: Random;
}

/** How {@link Tokenizer.encodeBatch} makes its rectangle; what is absent is as the tokenizer's own padding and truncation say. */
export interface BatchOptions extends Omit<EncodeOptions, 'pair'> {
  /** Most tokens a row, template included; longer rows are cut. @default as long as the longest */
  readonly maximumLength?: number;
  /** Pads to this many tokens. @default to the longest row */
  readonly length?: number;
  /** The end at which rows are filled up. @default 'right' */
  readonly paddingSide?: 'left' | 'right';
  /** The end at which rows are cut. @default 'right' */
  readonly truncationSide?: 'left' | 'right';
}

/** How {@link Tokenizer.decode} treats special tokens. */
export interface DecodeOptions {
  /** Whether special tokens are written in their form or left out. @default 'write' */
  readonly special?: 'write' | 'skip';
}

/** A text on its way in. A piece that throws leaves the stream as it was. */
export interface EncodeStream {
  /** The next ids that are certain; what the text to come could change waits. */
  push(piece: string): Int32Array;
  /** The ids of what waits; the stream then starts over with a new text. */
  flush(): Int32Array;
}

/** A text on its way out. */
export interface DecodeStream {
  /** The text that has become certain with `id`: whole characters, possibly none. */
  push(id: number): string;
  /** The text of what waits; the stream then starts over with a new text. */
  flush(): string;
}

/** What a tokenizer carries for this package's own functions. */
export interface TokenizerInternals {
  /** The tokenizer as data. */
  readonly description: TokenizerDescription;
  encodeStream(options?: EncodeOptions): EncodeStream;
  decodeStream(options?: DecodeOptions): DecodeStream;
  /** The same tokenizer with these in place of its own. */
  reframe(frame: {
    readonly [Part in 'template' | 'truncation' | 'padding']: TokenizerDescription[Part] | undefined;
  }): Tokenizer;
}

/** The stored form of a tokenizer: its description as JSON. */
export interface TokenizerJson {
  readonly format: 'refrain-tokenizer';
  readonly version: 1;
  /** The type of the model: character, word, bpe, word-piece or unigram. */
  readonly kind: string;
  readonly [field: string]: unknown;
}
