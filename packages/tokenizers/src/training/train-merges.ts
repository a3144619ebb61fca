import { initialTokens } from './initial-tokens.js';
import type { AlphabetOptions } from './initial-tokens.js';
import { PairMerger } from './pair-merger.js';
import type { PieceSymbols } from './piece-symbols.js';

/** How pairs are merged. */
export interface MergeOptions extends AlphabetOptions {
  /** How many tokens there are at most, those of the alphabet and special ones included. */
  readonly vocabularySize: number;
  /** Pairs that occur less often are not merged. */
  readonly minimumFrequency: number;
  /** Pairs that are as long as this, in first symbols, are not merged. @default any length */
  readonly maximumLength?: number;
  /** Is told how many tokens there are. */
  readonly onToken?: (tokens: number) => void;
}

/** What training learned. */
export interface TrainedMerges {
  /** Special tokens, characters, merged tokens. */
  readonly tokens: readonly string[];
  /** How many tokens there were before the first merge. */
  readonly alphabetSize: number;
  /** Pairs of ids in the order in which they are to be merged. */
  readonly merges: readonly (readonly [left: number, right: number])[];
}

/**
 * Byte-pair encoding (Sennrich et al., 2016): makes the most frequent pair of neighbours a token, again and again.
 *
 * Vocabulary and merges are those of Hugging Face's `BpeTrainer`.
 *
 * @param pieces code points; they are changed
 */
export function trainMerges(pieces: PieceSymbols, options: MergeOptions): TrainedMerges {
  const { minimumFrequency, maximumLength = Infinity, continuingPrefix = '' } = options;
  const { tokens, ids } = initialTokens(pieces, options);
  const alphabetSize = tokens.length;
  // No text gives more tokens than it has symbols, whatever was asked for.
  const vocabularySize = Math.max(alphabetSize, Math.min(options.vocabularySize, alphabetSize + pieces.symbols.length));
  const merger = new PairMerger(pieces, { vocabularySize, maximumLength });
  const merges: (readonly [left: number, right: number])[] = [];
  while (tokens.length < vocabularySize) {
    const pair = merger.next();
    if (pair === undefined || pair.count < Math.max(1, minimumFrequency)) break;
    const right = tokens[pair.right]!;
    const token =
      tokens[pair.left]! + (right.startsWith(continuingPrefix) ? right.slice(continuingPrefix.length) : right);
    // Two pairs may spell the same token.
    let id = ids.get(token);
    if (id === undefined) {
      id = tokens.push(token) - 1;
      ids.set(token, id);
      options.onToken?.(tokens.length);
    }
    merges.push([pair.left, pair.right]);
    merger.merge(id);
  }
  return { tokens, alphabetSize, merges: lastOfEach(merges) };
}

/** A pair that was merged twice, with some of its pieces each time, has the place of the second time. */
function lastOfEach(merges: readonly (readonly [left: number, right: number])[]) {
  const places = new Map(merges.map((merge, place) => [merge.join(), place]));
  return merges.filter((merge, place) => places.get(merge.join()) === place);
}
