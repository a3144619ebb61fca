import fc from 'fast-check';
import { allowed, logitsOf, processed, runs, softmaxOracle, someLogits } from '../test-support/processed.js';
import { topP } from './top-p.js';

describe('topP', () => {
  it.each([
    [0.05, [2]],
    [0.4, [2]],
    [0.6, [0, 2]],
    [0.8, [0, 2, 3]],
    [0.95, [0, 1, 2, 3]],
  ])('keeps the fewest best ids that hold %d', (mass, kept) => {
    expect(allowed(processed(topP(mass), logitsOf(0.25, 0.1, 0.45, 0.2)))).toEqual(kept);
  });

  it('leaves the logits of kept ids as they are', () => {
    expect(processed(topP(0.5), [5, 0, 1])).toEqual([5, -Infinity, -Infinity]);
  });

  it('keeps every id that ties with the last kept one', () => {
    expect(processed(topP(0.5), [1, 1, 1, 1])).toEqual([1, 1, 1, 1]);
  });

  it('stops where the sum reaches the mass exactly', () => {
    expect(allowed(processed(topP(0.5), [0, -Infinity, 0]))).toEqual([0, 2]);
    expect(allowed(processed(topP(0.75), logitsOf(0.5, 0.25, 0.125, 0.125)))).toEqual([0, 1]);
  });

  it('changes nothing at 1', () => {
    expect(processed(topP(1), [50, -50, -Infinity])).toEqual([50, -50, -Infinity]);
  });

  it('keeps an id exactly if the better ones hold less than the mass', () => {
    fc.assert(
      fc.property(someLogits, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (logits, mass) => {
        const probabilities = softmaxOracle(logits);
        const better = logits.map((own) =>
          probabilities.filter((_, other) => logits[other]! > own).reduce((sum, probability) => sum + probability, 0),
        );
        // Where a sum is the mass but for rounding, either is right.
        fc.pre(better.every((sum) => Math.abs(sum - mass) > 1e-9));
        const kept = logits.flatMap((logit, id) => (logit > -Infinity && better[id]! < mass ? [id] : []));
        expect(allowed(processed(topP(mass), logits))).toEqual(kept);
      }),
      runs,
    );
  });

  it.each([0, -0.1, 1.01, Number.NaN])('refuses %p', (mass) => {
    expect(() => topP(mass)).toThrow(
      new Error(
        `mass must be a probability above 0 and at most 1; received ${mass}. To keep only the best id use greedy() as the sampler.`,
      ),
    );
  });
});
