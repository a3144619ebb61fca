import { slice, spreadText } from '../aligned-text.js';
import type { AlignedText } from '../aligned-text.js';
import type { TokenizerDescription } from '../description.js';
import { wholeText } from '../normalizers/normalizer.js';
import type { StretchPlace } from '../normalizers/normalizer.js';
import { numeric, punctuationMark } from '../unicode/classes.js';
import { wordsAndEmoticons } from '../words/words-and-emoticons.js';
import { byteLevel } from './byte-level.js';
import { cutByClass } from './cut-by-class.js';
import { cutAsBert, cutAtWhiteSpace, cutIntoCharacters, cutIntoWords } from './cut-by-kind.js';
import { cutByPattern } from './cut-by-pattern.js';
import { cutByScript } from './cut-by-script.js';
import type { PreTokenizerDescription } from './description.js';
import { metaspace } from './metaspace.js';
import { nGrams } from './n-grams.js';
import { cutting } from './piece-stage.js';
import type { PieceStage, PreTokenizer, ReceivePiece } from './piece-stage.js';

/** Gives every piece of a text to `receive`, in order. */
export type ForEachPiece = (text: AlignedText, place: StretchPlace, receive: ReceivePiece) => void;

/** The pre-tokenizers of a description as one: pieces that are cut and not changed cost no text of their own. */
export function pieceVisitor({ preTokenizers }: Pick<TokenizerDescription, 'preTokenizers'>): ForEachPiece {
  const makers = preTokenizers.map(onePreTokenizer).reverse();
  return (text, place, receive) => {
    const stages: PieceStage[] = [];
    let next: ReceivePiece = receive;
    for (const make of makers) {
      const stage = make(next, place);
      stages.push(stage);
      next = stage.receive;
    }
    if (text.text !== '') next(text, 0, text.text.length);
    for (const stage of stages.reverse()) stage.finish?.();
  };
}

/** The pre-tokenizers of a description as one, with the pieces as a list. */
export function createPreTokenizer(
  description: Pick<TokenizerDescription, 'preTokenizers'>,
): (pieces: readonly AlignedText[], place?: StretchPlace) => AlignedText[] {
  const forEachPiece = pieceVisitor(description);
  return (pieces, place = wholeText) => {
    const cut: AlignedText[] = [];
    for (const [index, piece] of pieces.entries()) {
      const pieceOf: ReceivePiece = (source, start, end) => cut.push(slice(source, start, end));
      forEachPiece(piece, index === 0 ? place : { ...place, startsText: false }, pieceOf);
    }
    return cut;
  };
}

function onePreTokenizer(description: PreTokenizerDescription): PreTokenizer {
  switch (description.type) {
    case 'byte-level':
      return byteLevel(description);
    case 'split':
      return cutting(cutByPattern(description));
    case 'whitespace':
      return cutting(cutIntoWords);
    case 'whitespace-split':
      return cutting(cutAtWhiteSpace);
    case 'punctuation':
      return cutting(cutByClass(punctuationMark, description.behavior));
    case 'digits':
      return cutting(cutByClass(numeric, description.individual ? 'isolated' : 'contiguous'));
    case 'bert':
      return cutting(cutAsBert);
    case 'metaspace':
      return metaspace(description);
    case 'unicode-scripts':
      return cutting(cutByScript);
    case 'characters':
      return cutting(cutIntoCharacters);
    case 'words-and-emoticons':
      return rewriting(wordsAndEmoticons);
    case 'n-grams':
      return nGrams(description);
    case 'function':
      return rewriting(applied(description.apply));
  }
}

/** The pre-tokenizer that makes other pieces of each piece. */
function rewriting(rewrite: (piece: AlignedText) => readonly AlignedText[]): PreTokenizer {
  return (next) => ({
    receive(source, start, end) {
      for (const piece of rewrite(slice(source, start, end))) {
        if (piece.text !== '') next(piece, 0, piece.text.length);
      }
    },
  });
}

/** What a caller's function makes of a piece; each character of it stands where the whole piece stands. */
function applied(apply: (text: string) => readonly string[]): (piece: AlignedText) => AlignedText[] {
  return (piece) => apply(piece.text).map((text) => spreadText(piece, text));
}
