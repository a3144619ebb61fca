import { idBatch, paddedBatches, range, sequenceBatch, shuffledWindows, windows } from './index.js';

const rows = [[5, 6, 7], [8], []];

describe('idBatch', () => {
  it('pads to the longest and masks by place, whatever the ids are', () => {
    expect(idBatch([[5, 0, 7], [8]])).toEqual({
      ids: Int32Array.of(5, 0, 7, 8, 0, 0),
      mask: Uint8Array.of(1, 1, 1, 1, 0, 0),
      shape: [2, 3],
    });
  });

  it('pads in front on request, with any id', () => {
    const { ids, mask } = idBatch(rows, { pad: 9, padding: 'pre' });
    expect([...ids]).toEqual([5, 6, 7, 9, 9, 8, 9, 9, 9]);
    expect([...mask]).toEqual([1, 1, 1, 0, 0, 1, 0, 0, 0]);
  });

  it.each([
    ['post', [5, 6]],
    ['pre', [6, 7]],
  ] as const)('cuts what is too long at the %s side', (truncating, expected) => {
    expect([...idBatch([[5, 6, 7]], { length: 2, truncating }).ids]).toEqual(expected);
  });

  it.each([
    [{ padding: 'left' }, 'padding must be one of "pre", "post"; received "left".'],
    [{ pad: 0.5 }, 'pad must be an id, an integer; received 0.5.'],
    [{ length: 0 }, 'length must be a positive integer; received 0.'],
    [
      { truncating: 'pre' },
      'truncating must be left out where rows have no fixed length; received "pre". Give length as well.',
    ],
    [
      { maxLength: 3 },
      'idBatch does not know the option "maxLength"; known options are pad, padding, length, truncating.',
    ],
  ])('refuses %p', (options, message) => {
    expect(() => idBatch(rows, options as never)).toThrow(message);
  });
});

describe('sequenceBatch', () => {
  it('reads all but the last id of each row and predicts all but the first', () => {
    const { inputs, targets, startsSequence } = sequenceBatch([Int32Array.of(1, 2, 3, 4), [5, 6], [7], []]);
    expect([...inputs.ids]).toEqual([1, 2, 3, 5, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect([...targets]).toEqual([2, 3, 4, 6, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect([...inputs.mask]).toEqual([1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(inputs.shape).toEqual([4, 3]);
    expect(startsSequence).toBe(true);
  });

  it('makes of chained windows what shuffledWindows makes at once', () => {
    const ids = Int32Array.from({ length: 60 }, (_, place) => (place * 7) % 11);
    const chained = windows(ids, { length: 6, shift: 1, dropRemainder: true })
      .shuffle({ seed: 42 })
      .batch(4)
      .map((window) => sequenceBatch(window));
    const direct = shuffledWindows(ids, { length: 5, batchSize: 4, seed: 42 });
    expect([...chained.iterator(1)]).toEqual([...direct.iterator(1)]);
  });
});

describe('paddedBatches', () => {
  it('pads each batch to its own longest', () => {
    const data = paddedBatches([[1, 2], [3], [4], []], { batchSize: 2, pad: 9, padding: 'pre' });
    expect(data.size).toBe(2);
    expect([...data].map(({ ids, shape }) => [[...ids], shape])).toEqual([
      [
        [1, 2, 9, 3],
        [2, 2],
      ],
      [
        [4, 9],
        [2, 1],
      ],
    ]);
  });

  it('pads the tails of windows', () => {
    const tails = windows(Int32Array.of(1, 2, 3, 4, 5), { length: 3 }).paddedBatch(2, { pad: 9 });
    expect([...tails].map(({ ids }) => [...ids])).toEqual([[1, 2, 3, 4, 5, 9]]);
    expect(tails.description).toBe('windows(5 ids, length 3, shift 3).paddedBatch(batchSize 2, pad 9)');
  });

  it('shuffles on request, another way each epoch, and drops a last batch of fewer rows', () => {
    const data = paddedBatches(
      range(21).map((value) => [value]),
      { batchSize: 2, seed: 1, dropRemainder: true },
    );
    const epoch = (number: number): number[] => [...data.iterator(number)].flatMap(({ ids }) => [...ids]);
    expect(new Set(epoch(0)).size).toBe(20);
    expect(epoch(0)).not.toEqual(epoch(1));
  });

  it('refuses an option that it does not know', () => {
    expect(() => paddedBatches(rows, { batchSize: 2, maxLength: 3 } as never)).toThrow(
      'paddedBatch does not know the option "maxLength"; known options are dropRemainder, pad, padding, length, truncating.',
    );
  });
});
