/** Below so many suffixes, insertion is the fastest way to sort. */
const few = 12;

/**
 * Sorts the places in `codes` by what stands there, by at most `depth` codes (multikey quicksort; Bentley and
 * Sedgewick, "Fast Algorithms for Sorting and Searching Strings", 1997). Code 0 ends a sequence.
 */
export function sortSuffixes(places: Int32Array, codes: Int32Array, depth: number): void {
  // Triples: from, to, how many codes are known to be the same.
  const open: number[] = [0, places.length, 0];
  while (open.length > 0) {
    const same = open.pop()!;
    const to = open.pop()!;
    const from = open.pop()!;
    if (to - from < 2 || same >= depth) continue;
    if (to - from <= few) {
      insertionSort(places, codes, { from, to, same, depth });
      continue;
    }
    const pivot = median(
      codes[places[from]! + same]!,
      codes[places[(from + to) >> 1]! + same]!,
      codes[places[to - 1]! + same]!,
    );
    let less = from;
    let greater = to;
    for (let at = from; at < greater;) {
      const place = places[at]!;
      const code = codes[place + same]!;
      if (code < pivot) {
        places[at++] = places[less]!;
        places[less++] = place;
      } else if (code > pivot) {
        places[at] = places[--greater]!;
        places[greater] = place;
      } else {
        at++;
      }
    }
    open.push(from, less, same, greater, to, same);
    if (pivot !== 0) open.push(less, greater, same + 1);
  }
}

function median(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly same: number;
  readonly depth: number;
}

function insertionSort(places: Int32Array, codes: Int32Array, { from, to, same, depth }: Range): void {
  const isBefore = (left: number, right: number): boolean => {
    const shared = commonLength(codes, [left, right], depth - same);
    return shared < depth - same && codes[left + shared]! < codes[right + shared]!;
  };
  for (let at = from + 1; at < to; at++) {
    const place = places[at]!;
    let hole = at;
    for (; hole > from && isBefore(place + same, places[hole - 1]! + same); hole--) {
      places[hole] = places[hole - 1]!;
    }
    places[hole] = place;
  }
}

/** How many codes are the same at two places, at most `depth`. */
export function commonLength(codes: Int32Array, [left, right]: readonly [number, number], depth: number): number {
  let length = 0;
  while (length < depth && codes[left + length] !== 0 && codes[left + length] === codes[right + length]) length++;
  return length;
}
