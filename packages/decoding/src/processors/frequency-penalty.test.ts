import { processed } from '../test-support/processed.js';
import { frequencyPenalty } from './frequency-penalty.js';

describe('frequencyPenalty', () => {
  it('subtracts once for each time that an id was generated, not counting the prompt', () => {
    const context = { ids: [2, 2, 0, 1, 0], step: 3 };
    expect(processed(frequencyPenalty(0.5), [2, 2, 2], context)).toEqual([1, 1.5, 2]);
  });

  it('looks back no further than its window', () => {
    const context = { ids: [0, 0, 1, 0], step: 3 };
    expect(processed(frequencyPenalty(1, { window: 2 }), [5, 5], context)).toEqual([4, 4]);
    expect(processed(frequencyPenalty(1, { window: 9 }), [5, 5], context)).toEqual([3, 4]);
  });

  it('encourages repeats below 0', () => {
    expect(processed(frequencyPenalty(-1), [0, 0], { ids: [1, 1], step: 2 })).toEqual([0, 2]);
  });

  it('leaves forbidden ids forbidden', () => {
    expect(processed(frequencyPenalty(-1), [-Infinity, 0], { ids: [0], step: 1 })).toEqual([-Infinity, 0]);
  });

  it('refuses what is no number', () => {
    expect(() => frequencyPenalty(Number.NaN)).toThrow(new Error('penalty must be a finite number; received NaN.'));
    expect(() => frequencyPenalty(1, { window: 1.5 })).toThrow(
      new Error('window must be a positive integer; received 1.5. To count all ids leave it out.'),
    );
  });
});
