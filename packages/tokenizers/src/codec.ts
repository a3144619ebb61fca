import type { BytePairDropout, UnigramSampling } from './tokenizer.js';
import type { TokenSink } from './token-sink.js';

/** Cuts text without added tokens into tokens: the part of a tokenizer that each kind has its own way of doing. */
export interface Codec {
  /**
   * Appends the tokens of `text` to `sink`, with offsets if the sink keeps them (`place.offset` added).
   *
   * @throws InvalidArgumentError if something in the text is unknown and nothing stands in for it
   */
  encode(text: string, place: TextPlace, sink: TokenSink): void;
  /**
   * How much of `text` has the same tokens whatever follows, and leaves what follows to be encoded by itself (with
   * `startsStretch` false); at least `from` characters of it are known to be open. Absent: nothing until the text ends.
   */
  certain?(text: string, from: number): number;
}

/** Where a text stands, and how it is to be encoded. */
export interface TextPlace {
  /** Where it begins in what the caller knows as the text, in code units. */
  readonly offset: number;
  /** Whether it begins the caller's text. */
  readonly startsText: boolean;
  /** Whether it begins a stretch of text between added tokens; false only in streams, where a stretch comes in parts. */
  readonly startsStretch: boolean;
  /** Whether it ends a stretch. */
  readonly endsStretch: boolean;
  readonly options: CheckedEncodeOptions;
}

/** The options of `encode` after the checks. */
export interface CheckedEncodeOptions {
  readonly special: 'refuse' | 'encode' | 'as-text';
  /** The id that stands in for unknown text, or {@link leaveOut}; undefined where that is an error. */
  readonly replacement: number | undefined;
  readonly template: boolean;
  readonly pair: string | undefined;
  readonly regularization: BytePairDropout | UnigramSampling | undefined;
}

/** In place of an id: unknown text is left out. */
export const leaveOut = -2;

/** In place of an id: what a {@link PieceModel} says of text that it has no token for. */
export const unknownText = -1;

/** Cuts one piece, as the pre-tokenizers give it, into tokens. */
export interface PieceModel {
  /**
   * Appends the tokens of `piece` to `sink`, with offsets in code units of `piece` if the sink keeps them.
   * Text without a token is {@link unknownText}; what becomes of it is not the model's to say.
   */
  encode(piece: string, sink: TokenSink, regularization: BytePairDropout | UnigramSampling | undefined): void;
}
