import fc from 'fast-check';
import { createVocabulary } from '../vocabulary.js';
import { MergeTable, neverMerged } from './merge-table.js';
import { NumberHeap } from './number-heap.js';
import { referenceBytePair } from './reference-byte-pair.js';
import { SymbolMerger } from './symbol-merger.js';

const tokens = ['a', 'b', 'ab', 'aa', 'aba', 'abab', 'ba', 'baaa'];
const merges: [string, string][] = [
  ['a', 'b'],
  ['a', 'a'],
  ['ab', 'a'],
  ['ab', 'ab'],
  ['b', 'a'],
  ['b', 'aaa'],
  ['ba', 'aa'],
];
const known = merges.filter((pair) => pair.every((token) => tokens.includes(token)));
const idOf = (token: string): number => tokens.indexOf(token);
const pairs = known.map(([left, right]) => [idOf(left), idOf(right)] as const);
const table = new MergeTable({ type: 'bpe', merges: pairs }, createVocabulary({ tokens, added: [], roles: {} }));

function merge(text: string): string[] {
  const merger = new SymbolMerger(table);
  merger.reserve(text.length);
  merger.ids.set(Array.from(text, idOf));
  const count = merger.merge(text.length);
  return Array.from(merger.ids.subarray(0, count), (id) => tokens[id]!);
}

describe('SymbolMerger', () => {
  it('merges the first pair first, and the leftmost of equal ones', () => {
    expect(merge('ababa')).toEqual(['ab', 'aba']);
    expect(merge('baa')).toEqual(['b', 'aa']);
    expect(merge('aaa')).toEqual(['aa', 'a']);
    expect(merge('')).toEqual([]);
  });

  it('merges as the definition says, few symbols and many', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 200 }), (text) => {
        expect(merge(text)).toEqual(referenceBytePair(Array.from(text), known));
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe('MergeTable', () => {
  it('knows the place of a pair', () => {
    expect(table.rank(idOf('a'), idOf('b'))).toBe(0);
    expect(table.rank(idOf('b'), idOf('b'))).toBe(neverMerged);
    expect(table.rank(-1, 0)).toBe(neverMerged);
    expect(table.rank(-1, -1)).toBe(neverMerged);
  });

  it('takes the last place of a pair that is listed twice', () => {
    const twice = {
      type: 'bpe',
      merges: [
        [0, 1],
        [0, 0],
        [0, 1],
      ],
    } as const;
    expect(new MergeTable(twice, createVocabulary({ tokens, added: [], roles: {} })).rank(0, 1)).toBe(2);
  });
});

describe('NumberHeap', () => {
  it('gives numbers in order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { maxLength: 300 }), (numbers) => {
        const heap = new NumberHeap();
        for (const number of numbers) heap.push(number);
        const taken = numbers.map(() => heap.pop());
        expect(taken).toEqual([...numbers].sort((left, right) => left - right));
        expect(heap.size).toBe(0);
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});
