import { ArtifactError } from '@refrain/core';
import type { JsonValue } from '@refrain/core';
import fc from 'fast-check';
import { weightedMean } from './weighted-mean.js';

describe('weightedMean', () => {
  it('counts each mean by its weight', () => {
    const loss = weightedMean();
    loss.add({ mean: 2, weight: 300 });
    loss.add({ mean: 1, weight: 100 });
    expect(loss.mean).toBe(1.75);
    expect(loss.weight).toBe(400);
  });

  it('is not a number before anything is added', () => {
    expect(weightedMean().mean).toBeNaN();
    expect(weightedMean().weight).toBe(0);
  });

  it('adds nothing with a weight of 0, whose mean may be undefined', () => {
    const loss = weightedMean();
    loss.add({ mean: Number.NaN, weight: 0 });
    loss.add({ mean: 3, weight: 2 });
    expect(loss.mean).toBe(3);
  });

  it('loses no digits in many small parts', () => {
    const loss = weightedMean();
    for (let count = 0; count < 100_000; count++) loss.add({ mean: 0.1, weight: 1 });
    expect(loss.mean).toBe(0.1);
    const plain = Array.from({ length: 100_000 }, () => 0.1).reduce((sum, value) => sum + value, 0);
    expect(plain / 100_000).not.toBe(0.1);
  });

  it('keeps a small part beside large ones that cancel', () => {
    const loss = weightedMean();
    for (const mean of [1, 1e100, 1, -1e100]) loss.add({ mean, weight: 1 });
    expect(loss.mean).toBe(0.5);
  });

  it('does not depend on how the values are cut into batches', () => {
    // Multiples of 1/64 have exact means, so that the parts themselves lose nothing.
    const values = fc.array(fc.integer({ min: 0, max: 640 }), { minLength: 1, maxLength: 64 });
    fc.assert(
      fc.property(values, fc.constantFrom(1, 2, 4, 8), (parts, size) => {
        const [whole, cut] = [weightedMean(), weightedMean()];
        for (const part of parts) whole.add({ mean: part / 64, weight: 1 });
        for (let start = 0; start < parts.length; start += size) {
          const batch = parts.slice(start, start + size);
          const sum = batch.reduce((total, part) => total + part / 64, 0);
          cut.add({ mean: sum / batch.length, weight: batch.length });
        }
        expect(cut.weight).toBe(whole.weight);
        expect(Math.abs(cut.mean - whole.mean)).toBeLessThanOrEqual(1e-15 * whole.mean);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('goes on from a saved state, bit for bit', () => {
    const part = fc.record({ mean: fc.double({ noNaN: true, min: -1e6, max: 1e6 }), weight: fc.nat(1000) });
    fc.assert(
      fc.property(fc.array(part), fc.array(part), (before, after) => {
        const [whole, first, second] = [weightedMean(), weightedMean(), weightedMean()];
        for (const one of [...before, ...after]) whole.add(one);
        for (const one of before) first.add(one);
        second.restore(JSON.parse(JSON.stringify(first.state())));
        for (const one of after) second.add(one);
        expect(second.mean).toBe(whole.mean);
        expect(second.weight).toBe(whole.weight);
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it.each([
    [{ mean: Number.NaN, weight: 1 }, 'mean must be a finite number; received NaN.'],
    [{ mean: Infinity, weight: 1 }, 'mean must be a finite number; received Infinity.'],
    [{ mean: 1, weight: -1 }, 'weight must be a number of at least 0; received -1.'],
    [{ mean: 1, weight: Number.NaN }, 'weight must be a number of at least 0; received NaN.'],
    [{ mean: 1 }, 'weight must be a number of at least 0; received undefined.'],
  ])('refuses %j', (part, message) => {
    const loss = weightedMean();
    expect(() => loss.add(part as never)).toThrow(new Error(message));
    expect(loss.weight).toBe(0);
  });

  it.each<JsonValue>([null, 3, {}, { sum: 1, lost: 0, weight: -1 }, { sum: '1', lost: 0, weight: 1 }])(
    'refuses the state %j',
    (state) => {
      const restore = () => weightedMean().restore(state);
      expect(restore).toThrow(ArtifactError);
      expect(restore).toThrow(
        new Error(
          'expected the saved state of a weightedMean, an object with the numbers sum, lost and weight; ' +
            `received ${JSON.stringify(state)}. Restore what its state() gave.`,
        ),
      );
    },
  );
});
