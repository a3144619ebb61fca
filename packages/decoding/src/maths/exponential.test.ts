import fc from 'fast-check';
import { exponential } from './exponential.js';

/** Units in the last place between two positive numbers. */
function unitsApart(a: number, b: number): number {
  const bits = (value: number): bigint => new BigInt64Array(Float64Array.of(value).buffer)[0]!;
  return Math.abs(Number(bits(a) - bits(b)));
}

describe('exponential', () => {
  // Python: from decimal import *; getcontext().prec = 40; for x in (…): print(x, float(Decimal(x).exp()))
  it.each([
    [-1e-10, 0.9999999999],
    [-0.1, 0.9048374180359595],
    [-0.5, 0.6065306597126334],
    [-1, 0.36787944117144233],
    [-3.25, 0.03877420783172201],
    [-20, 2.061153622438558e-9],
    [-100.5, 2.256340135917036e-44],
    [-700, 9.85967654375977e-305],
  ])('is exact to the last place at %d', (x, expected) => {
    expect(unitsApart(exponential(x), expected)).toBeLessThanOrEqual(1);
  });

  it('is 1 at 0, 0 at -Infinity and below the smallest number', () => {
    expect(exponential(0)).toBe(1);
    expect(exponential(-0)).toBe(1);
    expect(exponential(-Infinity)).toBe(0);
    expect(exponential(-745.2)).toBe(0);
    expect(exponential(Number.NaN)).toBeNaN();
  });

  it('agrees with Math.exp to a relative error of 1e-15', () => {
    fc.assert(
      fc.property(fc.double({ min: -708, max: 0, noNaN: true }), (x) => {
        expect(Math.abs(exponential(x) / Math.exp(x) - 1)).toBeLessThan(1e-15);
      }),
      { seed: 3, numRuns: 2000 },
    );
  });

  it('agrees with Math.exp to the smallest number where precision runs out', () => {
    for (let x = -745.1; x < -708; x += 0.37) {
      expect(Math.abs(exponential(x) - Math.exp(x))).toBeLessThanOrEqual(Number.MIN_VALUE);
    }
  });

  it('never falls as its argument grows', () => {
    let before = 0;
    for (let x = -750; x <= 0; x += 0.0371) {
      const value = exponential(x);
      expect(value).toBeGreaterThanOrEqual(before);
      before = value;
    }
  });
});
