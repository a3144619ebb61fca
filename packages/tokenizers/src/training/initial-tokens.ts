import { boundary } from './piece-symbols.js';
import type { PieceSymbols } from './piece-symbols.js';

/** Which tokens there are before the first merge. */
export interface AlphabetOptions {
  /** Tokens that come before all others. */
  readonly special: readonly string[];
  /** Code points that are tokens whether or not a piece has them. */
  readonly initialAlphabet: Iterable<number>;
  /** How many characters are tokens at most: the initial alphabet, then the most frequent ones. */
  readonly limitAlphabet?: number;
  /** Stands before each character that does not begin its piece. */
  readonly continuingPrefix?: string;
  /** Stands behind each character that ends its piece. */
  readonly endOfWordSuffix?: string;
}

/** The tokens before the first merge, and their ids. */
export interface InitialTokens {
  readonly tokens: string[];
  readonly ids: Map<string, number>;
}

/**
 * Makes the first tokens, and turns the code points of `pieces` into their ids, in place: the special tokens, the
 * characters by code point, then these with prefix and suffix where pieces have them so, by code point too.
 *
 * Follows Hugging Face's trainer, except that it leaves the order to chance in two places: which of two equally
 * frequent characters a limited alphabet keeps (here the one with the smaller code point), and the ids of characters
 * with prefix or suffix.
 */
export function initialTokens(pieces: PieceSymbols, options: AlphabetOptions): InitialTokens {
  const tokens: string[] = [];
  const ids = new Map<string, number>();
  const add = (token: string): number => {
    const known = ids.get(token);
    if (known !== undefined) return known;
    ids.set(token, tokens.length);
    return tokens.push(token) - 1;
  };
  for (const token of options.special) add(token);
  const { seen, kept } = alphabet(pieces, options);
  for (const codePoint of kept) add(String.fromCodePoint(codePoint));
  const plain = new Int32Array(0x110000).fill(leftOut);
  for (const codePoint of seen) plain[codePoint] = ids.get(String.fromCodePoint(codePoint)) ?? leftOut;
  const byPlace = placedIds(pieces, { ...options, plain, add });
  replaceByIds(pieces, byPlace, options);
  return { tokens, ids };
}

/** In place of an id: the character is not in the alphabet, its neighbours become each other's. */
const leftOut = -1;

function alphabet({ symbols, weights }: PieceSymbols, { initialAlphabet, limitAlphabet }: AlphabetOptions) {
  const counts = new Float64Array(0x110000);
  const seen: number[] = [];
  for (let slot = 0; slot < symbols.length; slot++) {
    const codePoint = symbols[slot]!;
    if (codePoint === boundary) continue;
    if (counts[codePoint] === 0) seen.push(codePoint);
    counts[codePoint]! += weights[slot]!;
  }
  for (const codePoint of initialAlphabet) {
    if (counts[codePoint] === 0) seen.push(codePoint);
    counts[codePoint] = Infinity;
  }
  const byCount = (left: number, right: number) =>
    counts[left] === counts[right] ? left - right : counts[right]! - counts[left]!;
  const kept = limitAlphabet === undefined ? [...seen] : [...seen].sort(byCount).slice(0, limitAlphabet);
  return { seen, kept: kept.sort((left, right) => left - right) };
}

/** The four places of a character: neither, not the first (prefix), the last (suffix), both. */
function placeOf(isFirst: boolean, isLast: boolean, { continuingPrefix, endOfWordSuffix }: AlphabetOptions): number {
  return (continuingPrefix && !isFirst ? 1 : 0) | (endOfWordSuffix && isLast ? 2 : 0);
}

interface PlainTokens extends AlphabetOptions {
  readonly plain: Int32Array;
  add(token: string): number;
}

/** The ids of all characters for each place, those that pieces have made tokens. */
function placedIds({ symbols }: PieceSymbols, options: PlainTokens): readonly Int32Array[] {
  const { continuingPrefix = '', endOfWordSuffix = '', plain } = options;
  const byPlace = [plain];
  if (continuingPrefix === '' && endOfWordSuffix === '') return byPlace;
  const found: (readonly [codePoint: number, place: number])[] = [];
  for (let slot = 1; slot < symbols.length; slot++) {
    const codePoint = symbols[slot]!;
    if (codePoint === boundary || plain[codePoint] === leftOut) continue;
    const place = placeOf(symbols[slot - 1] === boundary, symbols[slot + 1] === boundary, options);
    if (place === 0) continue;
    const ids = (byPlace[place] ??= new Int32Array(0x110000).fill(leftOut));
    if (ids[codePoint] !== leftOut) continue;
    ids[codePoint] = found.push([codePoint, place]);
  }
  found.sort((left, right) => left[0] - right[0] || left[1] - right[1]);
  for (const [codePoint, place] of found) {
    const prefix = (place & 1) === 0 ? '' : continuingPrefix;
    const suffix = (place & 2) === 0 ? '' : endOfWordSuffix;
    byPlace[place]![codePoint] = options.add(prefix + String.fromCodePoint(codePoint) + suffix);
  }
  return byPlace;
}

function replaceByIds(pieces: PieceSymbols, byPlace: readonly Int32Array[], options: AlphabetOptions): void {
  const { symbols, weights } = pieces;
  let kept = 1;
  let isFirst = true;
  for (let slot = 1; slot < symbols.length; slot++) {
    const codePoint = symbols[slot]!;
    if (codePoint === boundary) {
      symbols[kept++] = boundary;
      isFirst = true;
      continue;
    }
    const place = placeOf(isFirst, symbols[slot + 1] === boundary, options);
    isFirst = false;
    const id = byPlace[place] === undefined ? leftOut : byPlace[place][codePoint]!;
    if (id === leftOut) continue;
    weights[kept] = weights[slot]!;
    symbols[kept++] = id;
  }
  pieces.symbols = symbols.subarray(0, kept);
  pieces.weights = weights.subarray(0, kept);
}
