export { trainCharTokenizer } from './character/train-char-tokenizer.js';
export type { CharTokenizerOptions } from './character/train-char-tokenizer.js';
export { trainWordTokenizer } from './words/train-word-tokenizer.js';
export type { WordTokenizerOptions } from './words/train-word-tokenizer.js';
export type { TextVectorizationOptions } from './words/text-vectorization.js';
export type { LegacyTokenizerOptions } from './words/legacy.js';
export type { TorchtextOptions } from './words/torchtext.js';
export type { Splitter } from './words/splitters.js';
export type { FurtherSpecialTokens } from './words/further-special-tokens.js';
export { textMatrix } from './words/text-matrix.js';
export type { TextMatrix, TextMatrixOptions } from './words/text-matrix.js';
export { trainBpeTokenizer } from './byte-pair/train-bpe-tokenizer.js';
export type { BpeTokenizerOptions } from './byte-pair/train-bpe-tokenizer.js';
export { bpeTokenizerFromFiles } from './byte-pair/bpe-tokenizer-from-files.js';
export type { BpeFileOptions, BpeFiles } from './byte-pair/bpe-tokenizer-from-files.js';
export type { BytePairUnitOptions } from './byte-pair/byte-pair-parts.js';
export { trainWordPieceTokenizer } from './word-piece/train-word-piece-tokenizer.js';
export type { WordPieceTokenizerOptions } from './word-piece/train-word-piece-tokenizer.js';
export { trainUnigramTokenizer } from './unigram/train-unigram-tokenizer.js';
export type { UnigramTokenizerOptions } from './unigram/unigram-options.js';
export { nBestEncodings } from './unigram/n-best-encodings.js';
export type { NBestOptions, RankedEncoding } from './unigram/n-best-encodings.js';
export type { TrainingProgress } from './training/progress.js';
export { tokenizerFromJSON } from './tokenizer-from-json.js';
export { tokenizerFromHuggingFace } from './hugging-face/tokenizer-from-hugging-face.js';
export { toHuggingFace } from './hugging-face/to-hugging-face.js';
export type { HuggingFaceJson } from './hugging-face/to-hugging-face.js';
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
