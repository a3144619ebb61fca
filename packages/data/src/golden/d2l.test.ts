import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { consecutiveSampling, randomSampling } from '../index.js';

/** What the book's functions gave at every offset; `d2l.golden.py` beside this file made it. */
const golden = JSON.parse(readFileSync(join(__dirname, 'd2l.golden.json'), 'utf8')) as {
  count: number;
  batchSize: number;
  length: number;
  offset: number;
  randomBatches: number | null;
  windows: number;
  consecutive: [inputs: number[][], targets: number[][]][];
}[];

const epochs = 60;
const upTo = (length: number): Int32Array => Int32Array.from({ length }, (_, id) => id);
function rowsOf(values: Int32Array, [batch, time]: readonly [number, number]): number[][] {
  return Array.from({ length: batch }, (_, row) => [...values.subarray(row * time, (row + 1) * time)]);
}

describe.each([
  { count: 35, batchSize: 2, length: 5 },
  { count: 29, batchSize: 3, length: 4 },
  { count: 40, batchSize: 1, length: 6 },
])('equality with the samplings of d2l for %p', ({ count, batchSize, length }) => {
  const cases = golden.filter((entry) => entry.count === count);
  const options = { batchSize, length, seed: 42 };

  it('samples consecutively, at every offset from 0 to length', () => {
    const data = consecutiveSampling(upTo(count), options);
    const offsets = new Set<number>();
    for (let epoch = 0; epoch < epochs; epoch++) {
      const batches = [...data.iterator(epoch)];
      // The ids are 0, 1, …: the first one read is the offset.
      const offset = batches[0]!.inputs.ids[0]!;
      offsets.add(offset);
      expect(
        batches.map(({ inputs, targets }) => [rowsOf(inputs.ids, inputs.shape), rowsOf(targets, inputs.shape)]),
      ).toEqual(cases[offset]!.consecutive);
      expect(batches.map(({ startsSequence }) => startsSequence)).toEqual(batches.map((_, place) => place === 0));
    }
    expect([...offsets].sort()).toEqual(cases.map(({ offset }) => offset));
  });

  it('samples windows that do not overlap in random order, at every offset below length', () => {
    const data = randomSampling(upTo(count), options);
    const offsets = new Set<number>();
    for (let epoch = 0; epoch < epochs; epoch++) {
      const batches = [...data.iterator(epoch)];
      const starts = batches.flatMap(({ inputs }) => rowsOf(inputs.ids, inputs.shape).map((row) => row[0]!));
      const offset = starts[0]! % length;
      offsets.add(offset);
      const { randomBatches, windows } = cases[offset]!;
      expect(batches).toHaveLength(randomBatches!);
      expect(new Set(starts).size).toBe(starts.length);
      for (const start of starts) {
        expect((start - offset) % length).toBe(0);
        expect((start - offset) / length).toBeLessThan(windows);
      }
      for (const { inputs, targets, startsSequence } of batches) {
        expect(inputs.shape).toEqual([batchSize, length]);
        expect([...targets]).toEqual([...inputs.ids].map((id) => id + 1));
        expect(startsSequence).toBe(true);
      }
    }
    expect([...offsets].sort()).toEqual(cases.map(({ offset }) => offset).filter((offset) => offset < length));
  });
});

describe('samplings', () => {
  it('know their size where every offset gives the same', () => {
    expect(consecutiveSampling(upTo(36), { batchSize: 2, length: 5, seed: 1 }).size).toBe(3);
    expect(consecutiveSampling(upTo(35), { batchSize: 2, length: 5, seed: 1 }).size).toBeUndefined();
    expect(randomSampling(upTo(35), { batchSize: 2, length: 5, seed: 1 }).size).toBe(3);
    expect(randomSampling(upTo(36), { batchSize: 1, length: 5, seed: 1 }).size).toBeUndefined();
  });

  it('give every epoch as many batches where that is asked for: the first of those that it would have', () => {
    const options = { batchSize: 2, length: 5, seed: 1 };
    for (const [sampling, count, fewest] of [
      [consecutiveSampling, 35, 2],
      [randomSampling, 31, 2],
    ] as const) {
      const ids = upTo(count);
      const equal = sampling(ids, { ...options, equalEpochs: true });
      expect(equal.size).toBe(fewest);
      const sizes = new Set<number>();
      for (let epoch = 0; epoch < epochs; epoch++) {
        const all = [...sampling(ids, options).iterator(epoch)];
        sizes.add(all.length);
        expect([...equal.iterator(epoch)]).toEqual(all.slice(0, fewest));
      }
      expect([...sizes].sort()).toEqual([fewest, fewest + 1]);
    }
  });

  it('go on from a saved position in an epoch of their own size', () => {
    const data = randomSampling(upTo(300), { batchSize: 2, length: 7, seed: 3 });
    const iterator = data.iterator(5);
    void iterator.next();
    const resumed = data.iterator();
    resumed.restore(JSON.parse(JSON.stringify(iterator.state())));
    expect([...resumed]).toEqual([...iterator]);
  });

  it('say how many ids they need', () => {
    expect(() => randomSampling(upTo(14), { batchSize: 2, length: 5, seed: 1 })).toThrow(
      'randomSampling needs at least 15 ids for 2 windows of 5 ids, their targets and an offset of up to 4; received 14. Use a longer text or a smaller length.',
    );
    expect([...randomSampling(upTo(15), { batchSize: 2, length: 5, seed: 1 }).iterator(3)]).toHaveLength(1);
    expect(() => consecutiveSampling(upTo(15), { batchSize: 2, length: 5, seed: 1 })).toThrow(
      'consecutiveSampling needs at least 16 ids for 2 strips of 5 ids, their targets and an offset of up to 5; received 15. Use a longer text or a smaller length.',
    );
  });
});
