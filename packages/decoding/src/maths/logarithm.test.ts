import fc from 'fast-check';
import { logarithm } from './logarithm.js';

describe('logarithm', () => {
  // Python: from decimal import *; getcontext().prec = 40; for x in (…): print(x, float(Decimal(x).ln()))
  it.each([
    [0.001, -6.907755278982137],
    [0.5, -0.6931471805599453],
    [0.75, -0.2876820724517809],
    [1, 0],
    [1.5, 0.4054651081081644],
    [2, 0.6931471805599453],
    [39, 3.6635616461296463],
    [50257, 10.82490511970208],
  ])('is exact at %d', (x, expected) => {
    expect(logarithm(x)).toBeCloseTo(expected, 14);
  });

  it('agrees with Math.log to a relative error of 1e-15', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
        expect(Math.abs(logarithm(x) - Math.log(x))).toBeLessThanOrEqual(1e-15 * Math.abs(Math.log(x)));
      }),
      { seed: 4, numRuns: 2000 },
    );
  });
});
