import fc from 'fast-check';
import { distributionOf } from '../distribution.js';
import { logSumExp } from './log-sum-exp.js';

describe('logSumExp', () => {
  // Python: from math import *; for x in (…): m = max(x); print(m + log(fsum(exp(y - m) for y in x)))
  it.each([
    [[0], 0],
    [[0, 0], 0.6931471805599453],
    [[1, 2, 3], 3.4076059644443806],
    [[-1000, -1001.5, -Infinity], -999.7985867220173],
    [[3.25, -44.75, -50], 3.25],
  ])('of %p is %d', (logits, expected) => {
    expect(logSumExp(Float32Array.from(logits))).toBeCloseTo(expected, 12);
  });

  it('agrees with the softmax to a relative error of 3e-14 of the sum', () => {
    const someLogits = fc.array(fc.float({ min: -60, max: 60, noNaN: true }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(someLogits, (values) => {
        const logits = Float32Array.from(values);
        const { largest, total } = distributionOf(logits) as unknown as { largest: number; total: number };
        expect(Math.abs(Math.exp(logSumExp(logits) - largest) / total - 1)).toBeLessThan(3e-14);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('keeps its precision over the whole range of a term', () => {
    for (let below = 0; below < 50; below += 0.0137) {
      const logits = Float32Array.of(0, -below);
      expect(Math.abs(logSumExp(logits) - Math.log1p(Math.exp(logits[1]!)))).toBeLessThan(3e-16);
    }
  });

  it.each([[[Number.NaN, 1]], [[1, Number.NaN]], [[Infinity, 1]], [[-Infinity, -Infinity]]])(
    'has none for %p',
    (logits) => {
      expect(logSumExp(Float32Array.from(logits))).toBeNaN();
    },
  );
});
