import type { Keys } from '../double-array.js';
import type { Segments } from './segments.js';
import { commonLength, sortSuffixes } from './suffix-order.js';

/** Candidates for pieces. */
export interface Seeds extends Keys {
  readonly codes: Int32Array;
  readonly starts: Int32Array;
  /** Occurrences × length, `[seeds]`. */
  readonly weights: Float64Array;
}

/** How many seeds of several characters there are at most. */
const mostSeeds = 1_000_000;

/**
 * Every character, and the substrings that occur at least twice and don't always go on in the same way, found in the
 * sorted suffixes of all segments; at most a million of the greatest weight. As SentencePiece's, save that segments
 * are counted once and weighted by how often they occur.
 */
export function seedPieces(segments: Segments, { characters, maximumLength, excluded }: SeedOptions): Seeds {
  const { codes } = segments;
  const { places, weights } = suffixes(segments);
  // One character more than a piece may have, to see whether the longest go on in the same way.
  sortSuffixes(places, codes, maximumLength + 1);
  const sums = new Float64Array(places.length + 1);
  for (let at = 0; at < places.length; at++) sums[at + 1] = sums[at]! + weights[places[at]!]!;
  const isExcluded = (place: number, length: number) =>
    excluded.some((form) => form.length === length && form.every((code, at) => codes[place + at] === code));
  const found = repeats(places, codes, { maximumLength, sums, isExcluded });
  const kept = found.weights.length > mostSeeds ? heaviest(found, mostSeeds) : found;
  return collect(withCharacters(kept, places, { codes, characters, sums }), places, codes);
}

/** What to look for. */
export interface SeedOptions {
  /** How many codes there are; each is a seed. */
  readonly characters: number;
  /** The most characters of a seed. */
  readonly maximumLength: number;
  /** Sequences of codes that are no seeds. */
  readonly excluded: readonly (readonly number[])[];
}

/** Every place where a suffix starts, and by place how often its segment occurs. */
function suffixes({ codes, starts, counts }: Segments) {
  const places = new Int32Array(codes.length - counts.length);
  const weights = new Float64Array(codes.length);
  let count = 0;
  for (let segment = 0; segment < counts.length; segment++) {
    for (let place = starts[segment]!; place < starts[segment + 1]! - 1; place++) {
      weights[place] = counts[segment]!;
      places[count++] = place;
    }
  }
  return { places, weights };
}

/** Substrings, each as the rank of the first suffix that starts with it, and its length. */
interface Substrings {
  /** rank × (longest + 1) + length: sorting by it puts beginnings before what goes on from them. */
  readonly keys: Float64Array;
  readonly weights: Float64Array;
  readonly longest: number;
}

interface Search {
  readonly maximumLength: number;
  /** The occurrences of the suffixes before each rank. */
  readonly sums: Float64Array;
  isExcluded(place: number, length: number): boolean;
}

/** The substrings of 2 characters and more that occur twice and don't always go on in the same way. */
function repeats(places: Int32Array, codes: Int32Array, { maximumLength, sums, isExcluded }: Search): Substrings {
  const keys: number[] = [];
  const weights: number[] = [];
  // The substrings that the suffixes up to here share, each longer than the one below: pairs of length and first rank.
  const lengths = new Int32Array(maximumLength + 4);
  const ranks = new Int32Array(maximumLength + 4);
  let top = 0;
  for (let rank = 0; rank <= places.length; rank++) {
    const shared =
      rank === 0 || rank === places.length
        ? 0
        : commonLength(codes, [places[rank - 1]!, places[rank]!], maximumLength + 1);
    let first = rank;
    for (; top > 0 && lengths[top]! > shared; top--) {
      const length = lengths[top]!;
      first = ranks[top]!;
      const occurrences = sums[rank]! - sums[first]!;
      if (length < 2 || length > maximumLength || occurrences < 2 || isExcluded(places[first]!, length)) continue;
      keys.push(first * (maximumLength + 1) + length);
      weights.push(occurrences * length);
    }
    if (rank === places.length) break;
    if (lengths[top]! < shared) {
      lengths[++top] = shared;
      ranks[top] = first;
    }
    // A whole suffix goes on in as many ways as it occurs: each time the text behind its segment.
    const whole = lengthOfSuffix(codes, places[rank]!, maximumLength + 1);
    if (whole > shared) {
      lengths[++top] = whole;
      ranks[top] = rank;
    }
  }
  return { keys: Float64Array.from(keys), weights: Float64Array.from(weights), longest: maximumLength };
}

function lengthOfSuffix(codes: Int32Array, place: number, most: number): number {
  let length = 0;
  while (length < most && codes[place + length] !== 0) length++;
  return length;
}

function heaviest({ keys, weights, longest }: Substrings, count: number): Substrings {
  const order = Uint32Array.from(weights.keys()).sort(
    (left, right) => weights[right]! - weights[left]! || keys[left]! - keys[right]!,
  );
  const kept = order.subarray(0, count);
  return {
    keys: Float64Array.from(kept, (at) => keys[at]!),
    weights: Float64Array.from(kept, (at) => weights[at]!),
    longest,
  };
}

/** `found` and every character, in order. */
function withCharacters(
  { keys, weights, longest }: Substrings,
  places: Int32Array,
  { codes, characters, sums }: { readonly codes: Int32Array; readonly characters: number; readonly sums: Float64Array },
): Substrings {
  const allKeys = new Float64Array(keys.length + characters);
  const byKey = new Map<number, number>();
  for (const [at, key] of keys.entries()) {
    allKeys[at] = key;
    byKey.set(key, weights[at]!);
  }
  let first = 0;
  for (let character = 1; character <= characters; character++) {
    let behind = first;
    while (behind < places.length && codes[places[behind]!] === character) behind++;
    const key = first * (longest + 1) + 1;
    allKeys[keys.length + character - 1] = key;
    byKey.set(key, sums[behind]! - sums[first]!);
    first = behind;
  }
  allKeys.sort();
  return { keys: allKeys, weights: Float64Array.from(allKeys, (key) => byKey.get(key)!), longest };
}

/** The codes of substrings in order. */
function collect({ keys, weights, longest }: Substrings, places: Int32Array, codes: Int32Array): Seeds {
  const starts = new Int32Array(keys.length + 1);
  for (const [seed, key] of keys.entries()) starts[seed + 1] = starts[seed]! + (key % (longest + 1));
  const seedCodes = new Int32Array(starts[keys.length]!);
  for (const [seed, key] of keys.entries()) {
    const place = places[Math.floor(key / (longest + 1))]!;
    seedCodes.set(codes.subarray(place, place + starts[seed + 1]! - starts[seed]!), starts[seed]!);
  }
  return { codes: seedCodes, starts, weights };
}
