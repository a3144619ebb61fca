import { processed } from '../test-support/processed.js';
import { logitBias } from './logit-bias.js';

describe('logitBias', () => {
  it('adds to the logits of its ids', () => {
    const biases = new Map([
      [0, 2.5],
      [2, -1],
    ]);
    expect(processed(logitBias(biases), [1, 2, 3])).toEqual([3.5, 2, 2]);
  });

  it('forbids with -Infinity, and can not allow what is forbidden', () => {
    const biases = new Map([
      [0, -Infinity],
      [1, 100],
    ]);
    expect(processed(logitBias(biases), [1, -Infinity, 3])).toEqual([-Infinity, -Infinity, 3]);
  });

  it('refuses what are no biases', () => {
    expect(() => logitBias(new Map())).toThrow(
      new Error('biases must be a Map from id to bias with at least one entry; received a Map.'),
    );
    expect(() => logitBias(new Map([[0.5, 1]]))).toThrow(
      new Error('an id of biases must be an integer of at least 0; received 0.5.'),
    );
    expect(() => logitBias(new Map([[3, Infinity]]))).toThrow(
      new Error(
        'the bias of id 3 must be a finite number or -Infinity; received Infinity. To force an id use forceIds().',
      ),
    );
    expect(() => processed(logitBias(new Map([[2, 1]])), [1, 2])).toThrow(
      new Error(
        'every id of logitBias must be an id from 0 to 1; received 2. Take ids from the tokenizer of the model.',
      ),
    );
  });
});
