import { processed } from '../test-support/processed.js';
import { repetitionPenalty } from './repetition-penalty.js';

describe('repetitionPenalty', () => {
  it('divides positive and multiplies negative logits of ids that occurred', () => {
    expect(processed(repetitionPenalty(2), [2, -2, 1, 0], { ids: [0, 1, 3], step: 1 })).toEqual([1, -4, 1, 0]);
  });

  it('counts an id once, however often it occurred, in the prompt or since', () => {
    expect(processed(repetitionPenalty(2), [8, 8, 8], { ids: [1, 1, 1, 0, 0], step: 2 })).toEqual([4, 4, 8]);
  });

  it('looks back no further than its window', () => {
    expect(processed(repetitionPenalty(2, { window: 2 }), [8, 8, 8], { ids: [0, 1, 2], step: 0 })).toEqual([8, 4, 4]);
  });

  it('changes nothing at 1 or before anything was read', () => {
    expect(processed(repetitionPenalty(1), [2, -2], { ids: [0, 1], step: 0 })).toEqual([2, -2]);
    expect(processed(repetitionPenalty(3), [2, -2])).toEqual([2, -2]);
  });

  it('leaves forbidden ids forbidden', () => {
    expect(processed(repetitionPenalty(0.5), [-Infinity, 1], { ids: [0], step: 0 })).toEqual([-Infinity, 1]);
  });

  it('serves several generations in turn', () => {
    const processor = repetitionPenalty(2);
    expect(processed(processor, [2, 2], { ids: [0], step: 0 })).toEqual([1, 2]);
    expect(processed(processor, [2, 2], { ids: [1], step: 0 })).toEqual([2, 1]);
  });

  it.each([0, -1, Number.NaN])('refuses the penalty %p', (penalty) => {
    expect(() => repetitionPenalty(penalty)).toThrow(
      new Error(`penalty must be a positive number; received ${penalty}. At 1 nothing changes.`),
    );
  });

  it('refuses a window of no ids and an unknown option', () => {
    expect(() => repetitionPenalty(2, { window: 0 })).toThrow(
      new Error('window must be a positive integer; received 0. To count all ids leave it out.'),
    );
    expect(() => repetitionPenalty(2, { range: 3 } as never)).toThrow(
      new Error('repetitionPenalty does not know the option "range"; known options are window.'),
    );
  });
});
