import { alignedText } from '../aligned-text.js';
import type { TokenizerDescription } from '../description.js';
import { addedTokenFinder } from '../frame/added-token-finder.js';
import { createNormalizer } from '../normalizers/create-normalizer.js';
import { pieceVisitor } from '../pre-tokenizers/create-pre-tokenizer.js';
import { texts } from '../training-texts.js';
import type { CountedWord } from './word-behaviour.js';

/** What training counts. */
export interface WordCounts {
  /** Every word, in the order in which they are first seen. */
  readonly words: readonly CountedWord[];
  /** How many texts there are. */
  readonly texts: number;
}

/** Counts the words that the tokenizer of `description` cuts each of `text` into; its vocabulary need hold no word yet. */
export function countWords(text: string | Iterable<string>, description: TokenizerDescription): WordCounts {
  const finder = addedTokenFinder(description.added.map((token) => [description.tokens[token.id]!, token]));
  const normalize = createNormalizer(description);
  const forEachPiece = pieceVisitor(description);
  const counts = new Map<string, { count: number; texts: number; last: number }>();
  let number = 0;

  const count = (word: string): void => {
    const known = counts.get(word);
    if (known === undefined) {
      counts.set(word, { count: 1, texts: 1, last: number });
      return;
    }
    known.count++;
    if (known.last !== number) known.texts++;
    known.last = number;
  };
  const countStretch = (stretch: string, startsText: boolean): void => {
    if (stretch === '') return;
    const place = { startsText, startsStretch: true, endsStretch: true };
    const normalized = normalize(alignedText(stretch, undefined), place);
    forEachPiece(normalized, place, (source, start, end) => count(source.text.slice(start, end)));
  };

  for (const whole of texts(text)) {
    number++;
    let position = 0;
    for (const { start, end } of finder.scan({ text: whole, from: 0, final: true, ignoresSpecial: false }).matches) {
      countStretch(whole.slice(position, start), position === 0);
      position = end;
    }
    countStretch(whole.slice(position), position === 0);
  }
  return { words: Array.from(counts, ([word, { count, texts }]) => ({ word, count, texts })), texts: number };
}
