import fc from 'fast-check';
import { allowed, processed, runs, someLogits } from '../test-support/processed.js';
import { topK } from './top-k.js';

describe('topK', () => {
  it('forbids all but the most probable ids', () => {
    expect(processed(topK(2), [2, 0, 1])).toEqual([2, -Infinity, 1]);
  });

  it('keeps every id that ties with the last kept one', () => {
    expect(processed(topK(1), [3, 1, 3])).toEqual([3, -Infinity, 3]);
  });

  it('leaves forbidden ids forbidden', () => {
    expect(processed(topK(2), [-Infinity, 5, 4, 3])).toEqual([-Infinity, 5, 4, -Infinity]);
  });

  it.each([3, 4, 1000])('changes nothing when %d ids of 3 may be drawn', (count) => {
    expect(processed(topK(count), [2, 0, 1])).toEqual([2, 0, 1]);
  });

  it('keeps an id exactly if fewer than `count` others are better', () => {
    fc.assert(
      fc.property(someLogits, fc.integer({ min: 1, max: 12 }), (logits, count) => {
        const kept = logits.flatMap((logit, id) =>
          logit > -Infinity && logits.filter((other) => other > logit).length < count ? [id] : [],
        );
        expect(allowed(processed(topK(count), logits))).toEqual(kept);
      }),
      runs,
    );
  });

  it('serves vocabularies of different sizes in turn', () => {
    const processor = topK(1);
    expect(processed(processor, [1, 2, 3])).toEqual([-Infinity, -Infinity, 3]);
    expect(processed(processor, [2, 1])).toEqual([2, -Infinity]);
  });

  it.each([0, -1, 2.5, Number.NaN])('refuses %p', (count) => {
    expect(() => topK(count)).toThrow(
      new Error(
        `topK expects a positive integer; received ${count}. To keep only the best id use greedy() as the sampler.`,
      ),
    );
  });
});
