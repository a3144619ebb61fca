import { processed } from '../test-support/processed.js';
import { forceIds } from './force-ids.js';

describe('forceIds', () => {
  it('allows one id alone at each of the first steps, then all', () => {
    const processor = forceIds(Int32Array.of(2, 0));
    expect(processed(processor, [1, 2, 3], { ids: [1], step: 0 })).toEqual([-Infinity, -Infinity, 0]);
    expect(processed(processor, [1, 2, 3], { ids: [1, 2], step: 1 })).toEqual([0, -Infinity, -Infinity]);
    expect(processed(processor, [1, 2, 3], { ids: [1, 2, 0], step: 2 })).toEqual([1, 2, 3]);
  });

  it('forces an id at a step of a map', () => {
    const processor = forceIds(new Map([[5, 1]]));
    expect(processed(processor, [1, 2], { ids: [], step: 4 })).toEqual([1, 2]);
    expect(processed(processor, [1, 2], { ids: [], step: 5 })).toEqual([-Infinity, 0]);
  });

  it('forces an id that was forbidden', () => {
    expect(processed(forceIds([0]), [-Infinity, 3])).toEqual([0, -Infinity]);
  });

  it('refuses what are no ids and steps', () => {
    expect(() => forceIds([])).toThrow(new Error('ids must be an array of at least one id; received [].'));
    expect(() => forceIds(new Map())).toThrow(
      new Error('ids must be an array of at least one id or a map from step to id; received a Map.'),
    );
    expect(() => forceIds(new Map([[-1, 2]]))).toThrow(
      new Error('a step of ids must be an integer of at least 0; received -1.'),
    );
    expect(() => forceIds(new Map([[3, 0.5]]))).toThrow(
      new Error('ids at step 3 must be an integer of at least 0; received 0.5.'),
    );
    expect(() => processed(forceIds([2]), [1, 2])).toThrow(
      new Error(
        'every id of forceIds must be an id from 0 to 1; received 2. Take ids from the tokenizer of the model.',
      ),
    );
  });
});
