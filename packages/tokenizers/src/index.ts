export { trainCharTokenizer } from './character/train-char-tokenizer.js';
export type { CharTokenizerOptions } from './character/train-char-tokenizer.js';
export { tokenizerFromJSON } from './tokenizer-from-json.js';
export { decodePieces, encodePieces } from './frame/pieces.js';
export { decodeStream, encodeStream } from './frame/streams.js';
export { withFrame } from './frame/with-frame.js';
export type { FrameChanges } from './frame/with-frame.js';
export type { FrameOptions, PaddingOptions, TemplateName, TruncationOptions } from './frame/frame-options.js';
export type {
  BatchOptions,
  BytePairDropout,
  DecodeOptions,
  DecodeStream,
  EncodedBatch,
  EncodeOptions,
  EncodeStream,
  Encoding,
  Tokenizer,
  TokenizerJson,
  UnigramSampling,
} from './tokenizer.js';
export type { SpecialRole, Vocabulary } from './vocabulary.js';
