import fc from 'fast-check';
import { shuffledWindows } from './shuffled-windows.js';

const upTo = (length: number): Int32Array => Int32Array.from({ length }, (_, id) => id);
const starts = (data: ReturnType<typeof shuffledWindows>, epoch = 0): number[] =>
  [...data.iterator(epoch)].flatMap(({ inputs }) =>
    Array.from({ length: inputs.shape[0] }, (_, row) => inputs.ids[row * inputs.shape[1]]!),
  );

describe('shuffledWindows', () => {
  it('gives every window exactly once an epoch, with targets one id further', () => {
    const data = shuffledWindows(upTo(10), { length: 3, batchSize: 3, seed: 42 });
    expect(data.size).toBe(3);
    const batches = [...data];
    expect(batches.map(({ inputs }) => inputs.shape)).toEqual([
      [3, 3],
      [3, 3],
      [1, 3],
    ]);
    for (const { inputs, targets, startsSequence } of batches) {
      expect([...targets]).toEqual([...inputs.ids].map((id) => id + 1));
      expect(startsSequence).toBe(true);
    }
    expect(starts(data).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('has another order in each epoch and with each seed, and the same one again', () => {
    const data = shuffledWindows(upTo(200), { length: 3, batchSize: 8, seed: 42 });
    const other = shuffledWindows(upTo(200), { length: 3, batchSize: 8, seed: 43 });
    expect(starts(data, 1)).not.toEqual(starts(data, 0));
    expect(starts(other)).not.toEqual(starts(data));
    expect(starts(data, 1)).toEqual(starts(data, 1));
  });

  it('covers each window once, whatever the text, length, shift and batch', () => {
    const property = fc.property(
      fc.integer({ min: 2, max: 300 }),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 0, max: 3 }),
      (count, length, shift, batchSize, epoch) => {
        fc.pre(count > length);
        const expected: number[] = [];
        for (let start = 0; start + length < count; start += shift) expected.push(start);
        const data = shuffledWindows(upTo(count), { length, shift, batchSize, seed: 1 });
        expect(starts(data, epoch).sort((a, b) => a - b)).toEqual(expected);
        expect([...data]).toHaveLength(data.size!);
      },
    );
    fc.assert(property, { seed: 7, numRuns: 200 });
  });

  it('leaves a last batch of fewer rows out on request', () => {
    const data = shuffledWindows(upTo(10), { length: 3, batchSize: 3, seed: 42, dropRemainder: true });
    expect(data.size).toBe(2);
    expect(starts(data)).toHaveLength(6);
  });

  it('goes on from a saved position, also in another epoch than it began', () => {
    const data = shuffledWindows(upTo(50), { length: 4, batchSize: 5, seed: 'text' });
    const iterator = data.iterator(2);
    void iterator.next();
    const state = JSON.parse(JSON.stringify(iterator.state()));
    const rest = [...iterator];
    const resumed = data.iterator();
    resumed.restore(state);
    expect([...resumed]).toEqual(rest);
    expect(rest).toHaveLength(9);
  });

  it('refuses the state of another dataset', () => {
    const data = shuffledWindows(upTo(50), { length: 4, batchSize: 5, seed: 1 });
    const other = shuffledWindows(upTo(50), { length: 4, batchSize: 6, seed: 1 });
    expect(() => data.iterator().restore(other.iterator().state())).toThrow(
      'The state must be of an equal dataset, shuffledWindows(50 ids, length 4, shift 1, batchSize 5, seed 1); received one of shuffledWindows(50 ids, length 4, shift 1, batchSize 6, seed 1). Make the dataset as it was made when the state was saved.',
    );
  });

  it('says how many ids are needed', () => {
    expect(() => shuffledWindows(upTo(100), { length: 100, batchSize: 32, seed: 42 })).toThrow(
      'shuffledWindows needs at least 101 ids for one window of 100 ids and its target; received 100. Use a longer text or a smaller length.',
    );
  });

  it.each([
    [{ length: 0, batchSize: 1, seed: 1 }, 'length must be a positive integer; received 0.'],
    [{ length: 1, batchSize: 1.5, seed: 1 }, 'batchSize must be a positive integer; received 1.5.'],
    [{ length: 1, batchSize: 1, seed: 1, shift: -1 }, 'shift must be a positive integer; received -1.'],
    [{ length: 1, batchSize: 1, seed: 0.5 }, 'seed must be an integer or a string; received 0.5.'],
  ])('refuses %p', (options, message) => {
    expect(() => shuffledWindows(upTo(10), options)).toThrow(message);
  });

  it('refuses ids that are no typed array', () => {
    expect(() => shuffledWindows([1, 2, 3] as never, { length: 1, batchSize: 1, seed: 1 })).toThrow(
      'ids must be an Int32Array, Uint16Array, Uint8Array or an id source such as openIdFile gives; received [1, 2, 3]. Use Int32Array.from(ids).',
    );
  });
});
