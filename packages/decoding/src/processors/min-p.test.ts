import fc from 'fast-check';
import { allowed, logitsOf, processed, runs, softmaxOracle, someLogits } from '../test-support/processed.js';
import { minP } from './min-p.js';

describe('minP', () => {
  it('forbids what has less than a share of the largest probability', () => {
    const logits = logitsOf(0.6, 0.25, 0.1, 0.05);
    expect(allowed(processed(minP(0.5), logits))).toEqual([0]);
    expect(allowed(processed(minP(0.2), logits))).toEqual([0, 1]);
    expect(allowed(processed(minP(0.1), logits))).toEqual([0, 1, 2]);
    expect(allowed(processed(minP(0.01), logits))).toEqual([0, 1, 2, 3]);
  });

  it('keeps the best ids alone at 1', () => {
    expect(processed(minP(1), [3, 1, 3, -Infinity])).toEqual([3, -Infinity, 3, -Infinity]);
  });

  it('keeps an id exactly if its probability is large enough', () => {
    fc.assert(
      fc.property(someLogits, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (logits, share) => {
        const probabilities = softmaxOracle(logits);
        const least = share * Math.max(...probabilities);
        fc.pre(probabilities.every((probability) => Math.abs(probability - least) > 1e-12));
        const kept = probabilities.flatMap((probability, id) => (probability >= least ? [id] : []));
        expect(allowed(processed(minP(share), logits))).toEqual(kept);
      }),
      runs,
    );
  });

  it.each([0, -0.1, 1.01, Number.NaN])('refuses %p', (share) => {
    expect(() => minP(share)).toThrow(
      new Error(
        `share must be a number above 0 and at most 1; received ${share}. To keep only the best id use greedy() as the sampler.`,
      ),
    );
  });
});
