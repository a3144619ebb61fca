import { processed } from '../test-support/processed.js';
import { forbidIds } from './forbid-ids.js';

describe('forbidIds', () => {
  it('forbids the ids it is given, as an array or typed array', () => {
    expect(processed(forbidIds([0, 2]), [1, 2, 3])).toEqual([-Infinity, 2, -Infinity]);
    expect(processed(forbidIds(Int32Array.of(1)), [1, 2, 3])).toEqual([1, -Infinity, 3]);
  });

  it('forbids them among the first generated ids alone', () => {
    const processor = forbidIds([0], { firstSteps: 2 });
    expect(processed(processor, [1, 2], { ids: [5, 5, 1], step: 1 })).toEqual([-Infinity, 2]);
    expect(processed(processor, [1, 2], { ids: [5, 5, 1, 1], step: 2 })).toEqual([1, 2]);
  });

  it('does not follow later changes of the array', () => {
    const ids = [0];
    const processor = forbidIds(ids);
    ids[0] = 1;
    expect(processed(processor, [1, 2])).toEqual([-Infinity, 2]);
  });

  it('refuses what are no ids', () => {
    expect(() => forbidIds([])).toThrow(new Error('ids must be an array of at least one id; received [].'));
    expect(() => forbidIds(3 as never)).toThrow(new Error('ids must be an array of at least one id; received 3.'));
    expect(() => forbidIds([1, -1])).toThrow(new Error('ids[1] must be an integer of at least 0; received -1.'));
    expect(() => processed(forbidIds([1, 7]), [1, 2])).toThrow(
      new Error(
        'every id of forbidIds must be an id from 0 to 1; received 7. Take ids from the tokenizer of the model.',
      ),
    );
  });

  it('refuses options that it does not know or can not use', () => {
    expect(() => forbidIds([1], { firstSteps: 0 })).toThrow(
      new Error('firstSteps must be a positive integer; received 0. To forbid ids always leave it out.'),
    );
    expect(() => forbidIds([1], { steps: 2 } as never)).toThrow(
      new Error('forbidIds does not know the option "steps"; known options are firstSteps.'),
    );
  });
});
