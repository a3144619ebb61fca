import { processed } from '../test-support/processed.js';
import { presencePenalty } from './presence-penalty.js';

describe('presencePenalty', () => {
  it('subtracts once from every id that was generated, not counting the prompt', () => {
    const context = { ids: [2, 2, 0, 1, 0], step: 3 };
    expect(processed(presencePenalty(0.5), [2, 2, 2], context)).toEqual([1.5, 1.5, 2]);
  });

  it('looks back no further than its window', () => {
    const context = { ids: [0, 1, 1], step: 3 };
    expect(processed(presencePenalty(1, { window: 2 }), [5, 5], context)).toEqual([5, 4]);
  });

  it('leaves forbidden ids forbidden', () => {
    expect(processed(presencePenalty(-1), [-Infinity, 0], { ids: [0], step: 1 })).toEqual([-Infinity, 0]);
  });

  it('refuses what is no number', () => {
    expect(() => presencePenalty(Infinity)).toThrow(new Error('penalty must be a finite number; received Infinity.'));
  });
});
