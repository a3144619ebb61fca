export { trainCharTokenizer } from './train-char-tokenizer.js';
export type { CharTokenizerOptions } from './train-char-tokenizer.js';
export { tokenizerFromJSON } from './tokenizer-from-json.js';
export { decodePieces, encodePieces } from './pieces.js';
export type {
  DecodeOptions,
  DecodeStream,
  EncodeOptions,
  EncodeStream,
  Tokenizer,
  TokenizerJson,
} from './tokenizer.js';
export type { SpecialRole, Vocabulary } from './vocabulary.js';
