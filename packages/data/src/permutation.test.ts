import { Random } from '@refrain/core';
import fc from 'fast-check';
import { permutation } from './permutation.js';

const orderOf = (size: number, seed: number): number[] =>
  Array.from({ length: size }, (_, index) => index).map(permutation(size, new Random(seed)));

describe('permutation', () => {
  it('gives every index exactly once', () => {
    const property = fc.property(fc.integer({ min: 1, max: 400 }), fc.integer(), (size, seed) => {
      const order = orderOf(size, seed).sort((a, b) => a - b);
      expect(order.every((from, index) => from === index)).toBe(true);
    });
    fc.assert(property, { seed: 3, numRuns: 150 });
  });

  it.each([2, 3, 5, 8, 13])('puts any two of %d elements into any two places equally often', (size) => {
    const draws = 60 * size * size;
    const pairs = new Float64Array(size * size);
    for (let seed = 0; seed < draws; seed++) {
      const place = permutation(size, new Random(seed));
      pairs[place(0) * size + place(1)]!++;
    }
    const expected = draws / (size * (size - 1));
    let chiSquare = 0;
    for (let pair = 0; pair < pairs.length; pair++) {
      const same = Math.floor(pair / size) === pair % size;
      if (same) expect(pairs[pair]).toBe(0);
      else chiSquare += (pairs[pair]! - expected) ** 2 / expected;
    }
    const freedom = size * (size - 1) - 1;
    expect(chiSquare).toBeLessThan(freedom + 4 * Math.sqrt(2 * freedom));
  });

  it('has about one fixed point and no run of neighbours, as a random order has', () => {
    const order = orderOf(20_000, 1);
    const fixed = order.filter((from, index) => from === index).length;
    const neighbours = order.filter((from, index) => Math.abs(from - (order[index - 1] ?? -9)) === 1).length;
    expect(fixed).toBeLessThan(7); // Poisson of mean 1: above 6 once in 10,000 orders.
    expect(neighbours).toBeLessThan(9); // Poisson of mean 2: above 8 once in 4,000 orders.
  });

  it('reaches beyond 32 bits', () => {
    const size = 2 ** 40 + 12345;
    const place = permutation(size, new Random(5));
    const places = Array.from({ length: 1000 }, (_, index) => place(index));
    expect(new Set(places).size).toBe(1000);
    expect(places.every((value) => Number.isInteger(value) && value >= 0 && value < size)).toBe(true);
    expect(Math.max(...places)).toBeGreaterThan(2 ** 39);
  });
});
