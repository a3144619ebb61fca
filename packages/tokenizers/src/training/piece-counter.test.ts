import fc from 'fast-check';
import { PieceCounter } from './piece-counter.js';

function countsOf(counter: PieceCounter): [piece: string, count: number][] {
  return Array.from({ length: counter.size }, (_, piece) => [counter.text(piece), counter.counts[piece]!]);
}

describe('PieceCounter', () => {
  it('counts pieces where they stand in a text, in the order in which they are first seen', () => {
    const counter = new PieceCounter();
    const text = 'to be or to';
    for (const [start, end] of [
      [0, 2],
      [3, 5],
      [6, 8],
      [9, 11],
    ] as const) {
      counter.add(text, start, end);
    }
    counter.times = 3;
    counter.add('🙂be', 2, 4);
    counter.add('🙂be', 0, 2);
    expect(countsOf(counter)).toEqual([
      ['to', 2],
      ['be', 4],
      ['or', 1],
      ['🙂', 3],
    ]);
  });

  it('counts as a map does', () => {
    const words = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'é', '🙂'), minLength: 1, maxLength: 5 }));
    fc.assert(
      fc.property(words, (list) => {
        const counter = new PieceCounter();
        const expected = new Map<string, number>();
        for (const word of list) {
          counter.add(word, 0, word.length);
          expected.set(word, (expected.get(word) ?? 0) + 1);
        }
        expect(countsOf(counter)).toEqual([...expected]);
      }),
      { seed: 6, numRuns: 200 },
    );
  });

  it('grows to many pieces, and to long ones', () => {
    const counter = new PieceCounter();
    for (let round = 0; round < 2; round++) {
      for (let word = 0; word < 20_000; word++) counter.add(`${word}`, 0, `${word}`.length);
    }
    counter.add('a'.repeat(100_000), 0, 100_000);
    expect(counter.size).toBe(20_001);
    expect(counter.text(12_345)).toBe('12345');
    expect(counter.counts.subarray(0, 20_000).every((count) => count === 2)).toBe(true);
    expect(counter.text(20_000)).toBe('a'.repeat(100_000));
  });
});
