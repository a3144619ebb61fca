import { labelledBatch } from './index.js';

const examples = [
  { ids: Int32Array.of(8), label: 0 },
  { ids: [5, 6, 7], label: 1 },
  { ids: [9], label: 0.25 },
];

describe('labelledBatch', () => {
  it('pads texts behind, masks them and keeps each label with its text', () => {
    expect(labelledBatch(examples)).toEqual({
      inputs: {
        ids: Int32Array.of(8, 0, 0, 5, 6, 7, 9, 0, 0),
        mask: Uint8Array.of(1, 0, 0, 1, 1, 1, 1, 0, 0),
        shape: [3, 3],
      },
      labels: Float32Array.of(0, 1, 0.25),
    });
  });

  it('puts the longest first on request, texts of one length in order', () => {
    const { inputs, labels } = labelledBatch(examples, { longestFirst: true, pad: 4 });
    expect([...inputs.ids]).toEqual([5, 6, 7, 8, 4, 4, 9, 4, 4]);
    expect([...labels]).toEqual([1, 0, 0.25]);
  });

  it('cuts from either side, and pads in front on request', () => {
    expect([...labelledBatch(examples, { maxLength: 2 }).inputs.ids]).toEqual([8, 0, 5, 6, 9, 0]);
    const { inputs } = labelledBatch(examples, { maxLength: 2, truncating: 'pre', padding: 'pre' });
    expect([...inputs.ids]).toEqual([0, 8, 6, 7, 0, 9]);
    expect([...inputs.mask]).toEqual([0, 1, 1, 1, 0, 1]);
  });

  it('has a position even for texts that are all empty', () => {
    const { inputs, labels } = labelledBatch([{ ids: [], label: 1 }]);
    expect(inputs).toEqual({ ids: Int32Array.of(0), mask: Uint8Array.of(0), shape: [1, 1] });
    expect([...labels]).toEqual([1]);
  });

  it.each([
    [{ pad: 0.5 }, 'pad must be an id, an integer; received 0.5.'],
    [{ padding: 'left' }, 'padding must be one of "pre", "post"; received "left".'],
    [{ maxLength: 0 }, 'maxLength must be a positive integer; received 0.'],
    [
      { truncating: 'pre' },
      'truncating must be left out where nothing is cut; received "pre". Give maxLength as well.',
    ],
    [{ maxLength: 2, truncating: 'both' }, 'truncating must be one of "pre", "post"; received "both".'],
    [{ longestFirst: 1 }, 'longestFirst must be one of true, false; received 1.'],
    [
      { sorted: true },
      'labelledBatch does not know the option "sorted"; known options are pad, padding, maxLength, truncating, longestFirst.',
    ],
  ])('refuses %j', (options, message) => {
    expect(() => labelledBatch(examples, options as never)).toThrow(new Error(message));
  });

  it.each([
    [{ ids: 'good', label: 1 }, 'examples[1].ids must be an array of ids; received "good".'],
    [{ ids: [1] }, 'examples[1].label must be a number from 0 for negative to 1 for positive; received undefined.'],
    [
      { ids: [1], label: 'pos' },
      'examples[1].label must be a number from 0 for negative to 1 for positive; received "pos".',
    ],
    [{ ids: [1], label: -1 }, 'examples[1].label must be a number from 0 for negative to 1 for positive; received -1.'],
  ])('refuses the example %j', (example, message) => {
    expect(() => labelledBatch([examples[0]!, example as never])).toThrow(new Error(message));
  });
});
