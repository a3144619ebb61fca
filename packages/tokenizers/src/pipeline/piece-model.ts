import { bytePairModel } from '../byte-pair/byte-pair-model.js';
import type { PieceModel } from '../codec.js';
import type { TokenizerDescription } from '../description.js';
import { unigramModel } from '../unigram/unigram-model.js';
import type { Vocabulary } from '../vocabulary.js';
import { wordPieceModel } from '../word-piece/word-piece-model.js';
import { wordModel } from '../words/word-model.js';
import { characterModel } from './character-model.js';

/** The model of a description. */
export function pieceModel(description: TokenizerDescription, vocabulary: Vocabulary): PieceModel {
  switch (description.model.type) {
    case 'character':
      return characterModel(description, vocabulary);
    case 'word':
      return wordModel(description, vocabulary);
    case 'bpe':
      return bytePairModel(description, vocabulary);
    case 'word-piece':
      return wordPieceModel(description);
    case 'unigram':
      return unigramModel(description);
  }
}
