import fc from 'fast-check';
import { distributionOf } from './distribution.js';
import { logitsOf, runs, softmaxOracle, someLogits } from './test-support/processed.js';

describe('distributionOf', () => {
  it('gives unnormalised weights, the largest being 1', () => {
    const { weights, total } = distributionOf(Float32Array.of(0, -Infinity, 0));
    expect(Array.from(weights)).toEqual([1, 0, 1]);
    expect(total).toBe(2);
  });

  it('gives probabilities and their logarithms', () => {
    const distribution = distributionOf(Float32Array.from(logitsOf(0.25, 0, 0.75)));
    expect(distribution.probability(0)).toBeCloseTo(0.25, 6);
    expect(distribution.logProbability(2)).toBeCloseTo(Math.log(0.75), 6);
    expect(distribution.logProbability(1)).toBe(-Infinity);
  });

  it('keeps the logarithm of a probability that is too small for a number', () => {
    expect(distributionOf(Float32Array.of(0, -2000)).logProbability(1)).toBe(-2000);
  });

  it('agrees with the softmax, and sums to 1', () => {
    fc.assert(
      fc.property(someLogits, (logits) => {
        const distribution = distributionOf(Float32Array.from(logits));
        const probabilities = logits.map((_, id) => distribution.probability(id));
        softmaxOracle(logits).forEach((probability, id) => {
          expect(probabilities[id]).toBeCloseTo(probability, 14);
          expect(distribution.logProbability(id)).toBeCloseTo(Math.log(probability), 12);
        });
        expect(probabilities.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 14);
      }),
      runs,
    );
  });

  it.each([[[Number.NaN, 1]], [[Infinity, 1]], [[-Infinity, -Infinity]]])('has no total for %p', (logits) => {
    expect(distributionOf(Float32Array.from(logits)).total).toBeNaN();
  });
});
