import fc from 'fast-check';
import { doubleArray, root } from './double-array.js';
import type { DoubleArray } from './double-array.js';

function trieOf(keys: readonly (readonly number[])[]): DoubleArray {
  const starts = [0];
  for (const key of keys) starts.push(starts.at(-1)! + key.length);
  return doubleArray({ codes: keys.flat(), starts });
}

/** The keys that `sequence` begins with. */
function prefixes({ base, check, values }: DoubleArray, sequence: readonly number[]): number[] {
  const found: number[] = [];
  let node = root;
  for (const code of sequence) {
    const next = base[node]! + code;
    if (check[next] !== node) break;
    node = next;
    if (values[node]! >= 0) found.push(values[node]!);
  }
  return found;
}

describe('doubleArray', () => {
  it('finds the keys that a sequence begins with', () => {
    const trie = trieOf([[1], [1, 2], [1, 2, 3], [2, 1]]);
    expect(prefixes(trie, [1, 2, 2])).toEqual([0, 1]);
    expect(prefixes(trie, [2, 1, 1])).toEqual([3]);
    expect(prefixes(trie, [3])).toEqual([]);
  });

  it('finds nothing where there are no keys', () => {
    expect(prefixes(trieOf([]), [1])).toEqual([]);
  });

  it.each([3, 50, 5000])('finds what comparing with every key finds, with codes up to %d', (largest) => {
    const code = fc.integer({ min: 1, max: largest });
    const sequence = fc.array(code, { minLength: 1, maxLength: 5 });
    const compare = (left: readonly number[], right: readonly number[]): number => {
      const at = left.findIndex((one, index) => one !== right[index]);
      return at < 0 ? left.length - right.length : left[at]! - (right[at] ?? 0);
    };
    fc.assert(
      fc.property(
        fc.uniqueArray(sequence, { maxLength: 300, selector: String }),
        fc.array(sequence, { minLength: 20, maxLength: 20 }),
        (keys, others) => {
          const sorted = keys.sort(compare);
          const trie = trieOf(sorted);
          for (const one of [...sorted, ...others]) {
            const expected = sorted.flatMap((key, index) => (key.every((it, at) => it === one[at]) ? [index] : []));
            expect(prefixes(trie, one)).toEqual(expected);
          }
        },
      ),
      { seed: 1, numRuns: 60 },
    );
  });
});
