import type { Vocabulary } from './vocabulary.js';

/**
 * Text to ids and back. Training gives an immutable tokenizer; every kind of tokenizer has this shape.
 *
 * For every tokenizer and every text that it takes, encoding in pieces and decoding id by id give the same ids and the
 * same text as doing it at once.
 */
export interface Tokenizer {
  readonly vocabulary: Vocabulary;
  /** Whether `decode(encode(text)) === text` for every text that `encode` takes without options. */
  readonly lossless: boolean;
  /** The ids of `text`, `[time]`. @throws InvalidArgumentError for characters or special tokens that it can't take */
  encode(text: string, options?: EncodeOptions): Int32Array;
  /** The text of `ids`, `[time]`. @throws InvalidArgumentError for an id outside the vocabulary */
  decode(ids: ArrayLike<number>, options?: DecodeOptions): string;
  /** Encodes one text that arrives in pieces, cut anywhere. */
  encodeStream(options?: EncodeOptions): EncodeStream;
  /** Decodes one text whose ids arrive one at a time. */
  decodeStream(options?: DecodeOptions): DecodeStream;
  /** What `tokenizerFromJSON` takes back; `JSON.stringify(tokenizer)` calls it. */
  toJSON(): TokenizerJson;
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
   * One token of the vocabulary that stands in for each unknown character, or '' to leave them out.
   * @default the unknown token if the vocabulary has one, else unknown characters are an error
   */
  readonly replaceUnknown?: string;
}

/** How {@link Tokenizer.decode} treats special tokens. */
export interface DecodeOptions {
  /** Whether special tokens are written in their form or left out. @default 'write' */
  readonly special?: 'write' | 'skip';
}

/** A text on its way in. A piece that throws leaves the stream as it was. */
export interface EncodeStream {
  /** The next ids that are certain; what could still be half a character or half a special token waits. */
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

/** The stored form of a tokenizer; the other fields belong to its kind. */
export interface TokenizerJson {
  readonly format: 'refrain-tokenizer';
  readonly version: 1;
  readonly kind: string;
  readonly tokens: readonly string[];
  /** The ids of the special tokens by role. */
  readonly special: Readonly<Record<string, number>>;
  readonly [field: string]: unknown;
}
