import fc from 'fast-check';
import type { Geometry } from './geometry.js';
import { type Packing, packingOf, stateAt } from './packing.js';
import { shareQuads } from './sharing.js';

const batch = (rows: number, time: number, reverse = false): Geometry =>
  ({ rows, time, reverse }) as Partial<Geometry> as Geometry;

const plain = (values: Int32Array | undefined): number[] | undefined => values && Array.from(values);

const anyMask = fc
  .record({ rows: fc.integer({ min: 1, max: 9 }), time: fc.integer({ min: 1, max: 6 }) })
  .chain(({ rows, time }) =>
    fc.record({
      rows: fc.constant(rows),
      time: fc.constant(time),
      reverse: fc.boolean(),
      mask: fc.array(fc.integer({ min: 0, max: 1 }), { minLength: rows * time, maxLength: rows * time }),
    }),
  );

/** The places of each row's slots, in their order. */
function placesByRow({ order, starts, places }: Packing): number[][] {
  const result = Array.from(order, (): number[] => []);
  for (let step = 0; step + 1 < starts.length; step++) {
    for (let slot = starts[step]!; slot < starts[step + 1]!; slot++) {
      result[order[slot - starts[step]!]!]!.push(places[slot]!);
    }
  }
  return result;
}

describe('packingOf', () => {
  it('puts the longest rows first and leaves out what is masked', () => {
    const mask = Int32Array.of(1, 0, 0, 1, 1, 1, 1, 1, 0);
    const packing = packingOf(batch(3, 3), mask);
    expect(plain(packing.order)).toEqual([1, 2, 0]);
    expect(plain(packing.lengths)).toEqual([3, 2, 1]);
    expect(plain(packing.starts)).toEqual([0, 3, 5, 6]);
    expect(plain(packing.places)).toEqual([3, 6, 0, 4, 7, 5]);
    expect(plain(packing.repeats)).toEqual([0, 0, 2, 0, 1, 0]);
    expect(plain(packing.leading)).toEqual([0, 0, 0]);
  });

  it('begins at the last valid position in reverse', () => {
    const packing = packingOf(batch(2, 3, true), Int32Array.of(1, 1, 0, 0, 1, 0));
    expect(plain(packing.places)).toEqual([1, 4, 0]);
    expect(plain(packing.repeats)).toEqual([0, 1, 0]);
    expect(plain(packing.leading)).toEqual([1, 1]);
  });

  it('keeps the rows in their order where nothing is masked', () => {
    for (const mask of [undefined, new Int32Array(6).fill(1)]) {
      const packing = packingOf(batch(3, 2), mask);
      expect(plain(packing.order)).toEqual([0, 1, 2]);
      expect(plain(packing.places)).toEqual([0, 2, 4, 1, 3, 5]);
      expect(packing.repeats).toBeUndefined();
    }
  });

  it('gives every valid position one slot, row by row in the order of processing', () => {
    fc.assert(
      fc.property(anyMask, ({ rows, time, reverse, mask }) => {
        const packing = packingOf(batch(rows, time, reverse), Int32Array.from(mask));
        const expected = Array.from({ length: rows }, (_, row) => {
          const own = Array.from({ length: time }, (_, position) => row * time + position);
          return (reverse ? own.reverse() : own).filter((place) => mask[place] === 1);
        });
        expect(placesByRow(packing)).toEqual(expected);
        const masked = [packing.repeats, packing.leading].flatMap((counts) => plain(counts) ?? []);
        expect(masked.reduce((sum, count) => sum + count, 0)).toBe(mask.filter((valid) => valid === 0).length);
      }),
      { seed: 42, numRuns: 300 },
    );
  });

  it('has one state before the first step and one behind each slot', () => {
    fc.assert(
      fc.property(anyMask, ({ rows, time, reverse, mask }) => {
        const packing = packingOf(batch(rows, time, reverse), Int32Array.from(mask));
        const states = Array.from(packing.lengths).flatMap((length, rank) =>
          Array.from({ length: length + 1 }, (_, steps) => stateAt(packing, rank, steps)),
        );
        expect(states.toSorted((a, b) => a - b)).toEqual(Array.from(states.keys()));
      }),
      { seed: 42, numRuns: 200 },
    );
  });
});

describe('shareQuads', () => {
  it('gives every quad to one part, and no part more than its share and one quad', () => {
    fc.assert(
      fc.property(anyMask, fc.integer({ min: 1, max: 3 }), ({ rows, time, mask }, parts) => {
        const packing = packingOf(batch(rows, time), Int32Array.from(mask));
        const { quads, shares } = shareQuads(packing, parts);
        expect(Array.from(quads).toSorted((a, b) => a - b)).toEqual(Array.from({ length: Math.ceil(rows / 4) }, (_, i) => i)); // prettier-ignore
        const slots = Array.from(quads, (quad) => packing.lengths.subarray(4 * quad, 4 * quad + 4)).map((lengths) =>
          lengths.reduce((sum, length) => sum + length),
        );
        const total = slots.reduce((sum, count) => sum + count, 0);
        for (let part = 0; part < parts; part++) {
          const own = Array.from(quads.subarray(shares[part], shares[part + 1]));
          expect(own).toEqual(own.toSorted((a, b) => a - b));
          const load = slots.slice(shares[part], shares[part + 1]).reduce((sum, count) => sum + count, 0);
          expect(load).toBeLessThanOrEqual(total / parts + Math.max(...slots));
        }
      }),
      { seed: 42, numRuns: 200 },
    );
  });
});
