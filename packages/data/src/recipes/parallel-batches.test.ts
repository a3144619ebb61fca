import type { ParallelBatch } from '@refrain/core';
import { Random } from '@refrain/core';
import fc from 'fast-check';
import { parallelBatch, parallelBatches } from '../index.js';
import type { ParallelBatchesOptions, SequencePair } from '../index.js';

const ends = { startId: 1, endId: 2 };

/** Pairs of the lengths given; the ids of pair i are i + 10, so that a row tells which pair it is. */
function pairsOf(lengths: readonly (readonly [source: number, target: number])[]): SequencePair[] {
  return lengths.map(([source, target], index) => ({
    source: new Array<number>(source).fill(index + 10),
    target: new Array<number>(target).fill(index + 10),
  }));
}

/** So many pairs of lengths as sentences have, the target a little longer or shorter than the source. */
function sentencePairs(count: number): SequencePair[] {
  const random = new Random(5);
  return pairsOf(
    Array.from({ length: count }, () => {
      const source = 2 + random.integer(6) + random.integer(12);
      return [source, Math.max(1, source - 2 + random.integer(5))] as const;
    }),
  );
}

const pairsIn = ({ source: { ids, shape } }: ParallelBatch): number[] =>
  Array.from({ length: shape[0] }, (_, row) => ids[row * shape[1]]! - 10);
const orderOf = (batches: Iterable<ParallelBatch>): number[] => [...batches].flatMap(pairsIn);
const ascending = (numbers: readonly number[]): number[] => [...numbers].sort((first, second) => first - second);
const tokensIn = ({ source, target }: ParallelBatch): number => source.ids.length + target.targets.length;
const tokensOf = (batches: Iterable<ParallelBatch>): number =>
  [...batches].reduce((sum, batch) => sum + tokensIn(batch), 0);

describe('parallelBatches', () => {
  it('gives the pairs as they come', () => {
    const data = parallelBatches(pairsOf([[3, 1], [1, 4], [2, 2]]), { ...ends, batchSize: 2 }); // prettier-ignore
    expect(data.size).toBe(2);
    expect([...data].map(pairsIn)).toEqual([[0, 1], [2]]);
  });

  it('sorts by length without a seed, and shuffles nothing', () => {
    const data = parallelBatches(pairsOf([[3, 1], [1, 4], [2, 2], [1, 1]]), { ...ends, batchSize: 2, bucketWidth: 1 }); // prettier-ignore
    expect([...data.iterator(3)].map(pairsIn)).toEqual([[3, 0], [2, 1]]); // prettier-ignore
  });

  it('fills batches up to a number of tokens, padding counted', () => {
    // With the end of the target a pair has 2 + 3, 2 + 3, 4 + 3 and 2 + 3 positions.
    const data = parallelBatches(pairsOf([[2, 2], [2, 2], [4, 2], [2, 2]]), { ...ends, batchTokens: 14 }); // prettier-ignore
    expect(data.size).toBe(2);
    expect([...data].map((batch) => [pairsIn(batch), tokensIn(batch)])).toEqual([
      [[0, 1], 10],
      [[2, 3], 14],
    ]);
  });

  const arbitraryPairs = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 9 })), { minLength: 1, maxLength: 60 })
    .map(pairsOf);
  const arbitraryOptions: fc.Arbitrary<ParallelBatchesOptions> = fc
    .record({
      size: fc.oneof(
        fc.record({ batchSize: fc.integer({ min: 1, max: 9 }) }),
        fc.record({ batchTokens: fc.integer({ min: 19, max: 80 }) }),
      ),
      rest: fc.record(
        { seed: fc.nat(), bucketWidth: fc.integer({ min: 1, max: 4 }), pad: fc.nat(3) },
        { requiredKeys: [] },
      ),
    })
    .map(({ size, rest }) => ({ ...ends, ...size, ...rest }));

  it('gives each pair exactly once an epoch, in batches no larger than asked for', () => {
    fc.assert(
      fc.property(arbitraryPairs, arbitraryOptions, fc.nat(3), (pairs, options, epoch) => {
        const data = parallelBatches(pairs, options);
        const batches = [...data.iterator(epoch)];
        expect(ascending(batches.flatMap(pairsIn))).toEqual(pairs.map((_, index) => index));
        if (data.size !== undefined) expect(batches).toHaveLength(data.size);
        const { batchSize = Infinity, batchTokens = Infinity } = options;
        for (const batch of batches) {
          expect(batch.source.shape[0]).toBeLessThanOrEqual(batchSize);
          expect(tokensIn(batch)).toBeLessThanOrEqual(batchTokens);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('lays each batch out as parallelBatch does, so that masks count what the pairs hold', () => {
    fc.assert(
      fc.property(arbitraryPairs, arbitraryOptions, (pairs, options) => {
        for (const batch of parallelBatches(pairs, options)) {
          const members = pairsIn(batch).map((index) => pairs[index]!);
          expect(batch).toEqual(parallelBatch(members, { ...ends, pad: options.pad ?? 0 }));
          const total = (lengths: number[]): number => lengths.reduce((sum, length) => sum + length, 0);
          expect(total([...batch.source.mask])).toBe(total(members.map(({ source }) => source.length)));
          expect(total([...batch.target.inputs.mask])).toBe(total(members.map(({ target }) => target.length + 1)));
        }
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it('goes on from a saved position with the very same batches', () => {
    fc.assert(
      fc.property(arbitraryPairs, arbitraryOptions, fc.nat(3), fc.nat(10), (pairs, options, epoch, read) => {
        const iterator = parallelBatches(pairs, options).iterator(epoch);
        for (let count = 0; count < read; count++) void iterator.next();
        const state = JSON.parse(JSON.stringify(iterator.state()));
        // Of an equal dataset, whatever the order in which its options are written.
        const again = Object.fromEntries(Object.entries(options).reverse()) as unknown as ParallelBatchesOptions;
        const resumed = parallelBatches(pairs, again).iterator();
        resumed.restore(state);
        expect([...resumed]).toEqual([...iterator]);
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it.each<ParallelBatchesOptions>([
    { ...ends, batchSize: 8 },
    { ...ends, batchSize: 8, bucketWidth: 2 },
    { ...ends, batchTokens: 200, bucketWidth: 2 },
  ])('has another order in each epoch and with each seed, and the same one again: %j', (options) => {
    const pairs = sentencePairs(200);
    const order = (seed: number, epoch: number): number[] =>
      orderOf(parallelBatches(pairs, { ...options, seed }).iterator(epoch));
    expect(order(1, 0)).toEqual(order(1, 0));
    expect(order(1, 1)).not.toEqual(order(1, 0));
    expect(order(2, 0)).not.toEqual(order(1, 0));
  });

  it('pads less with buckets, and least with those of one length', () => {
    const pairs = sentencePairs(2000);
    const positions = pairs.reduce((sum, { source, target }) => sum + source.length + target.length + 1, 0);
    const padding = (bucketWidth?: number): number =>
      1 - positions / tokensOf(parallelBatches(pairs, { ...ends, batchSize: 32, seed: 1, ...(bucketWidth && { bucketWidth }) })); // prettier-ignore
    expect(padding(1)).toBeLessThan(0.07);
    expect(padding(4)).toBeLessThan(0.2);
    expect(padding()).toBeGreaterThan(0.35);
  });

  it('mixes the members of a bucket anew each epoch, and the batches of short and long', () => {
    const pairs = sentencePairs(2000);
    const data = parallelBatches(pairs, { ...ends, batchSize: 32, bucketWidth: 1, seed: 1 });
    const members = (epoch: number): Set<string> =>
      new Set([...data.iterator(epoch)].map((batch) => ascending(pairsIn(batch)).join()));
    const [first, second] = [members(0), members(1)];
    expect([...first].filter((batch) => second.has(batch)).length).toBeLessThan(first.size / 4);
    const times = [...data].map(({ target }) => target.inputs.shape[1]);
    expect(times).not.toEqual(ascending(times));
  });

  it('leaves other pairs out each epoch where only whole batches are wanted, long ones no more often', () => {
    const pairs = sentencePairs(39);
    const longest = pairs.reduce((best, { target }, index) => (target.length > pairs[best]!.target.length ? index : best), 0); // prettier-ignore
    const data = parallelBatches(pairs, { ...ends, batchSize: 8, bucketWidth: 1, seed: 1, dropRemainder: true });
    expect(data.size).toBe(4);
    const epochs = Array.from({ length: 50 }, (_, epoch) => orderOf(data.iterator(epoch)));
    expect(epochs.map((given) => new Set(given).size)).toEqual(new Array(50).fill(32));
    expect(epochs.filter((given) => given.includes(longest)).length).toBeGreaterThan(30);
    for (let pair = 0; pair < 39; pair++) expect(epochs.some((given) => !given.includes(pair))).toBe(true);
  });

  it('says how many batches there are where that is the same in every epoch', () => {
    const pairs = sentencePairs(300);
    const data = parallelBatches(pairs, { ...ends, batchTokens: 300, bucketWidth: 1, seed: 1 });
    for (const epoch of [0, 1, 2]) expect([...data.iterator(epoch)]).toHaveLength(data.size!);
    expect(parallelBatches(pairs, { ...ends, batchTokens: 300, bucketWidth: 2, seed: 1 }).size).toBeUndefined();
    expect(parallelBatches(pairs, { ...ends, batchTokens: 300, bucketWidth: 2 }).size).toBeGreaterThan(0);
  });

  describe('with maxLength', () => {
    const pairs = pairsOf([[3, 2], [4, 1], [2, 3], [3, 1]]); // prettier-ignore

    it('leaves out what is longer on either side, the end of the target counted', () => {
      expect(orderOf(parallelBatches(pairs, { ...ends, batchSize: 9, maxLength: 3 }))).toEqual([0, 3]);
      const data = parallelBatches(pairs, { ...ends, batchSize: 9, maxLength: { source: 4, target: 2 } });
      expect(orderOf(data)).toEqual([1, 3]);
      expect(data.description).toBe(
        'parallelBatches(2 of 4 pairs, startId 1, endId 2, pad 0, batchSize 9, tooLong leave-out, maxLength 4 and 2)',
      );
    });

    it('cuts it on request', () => {
      const [batch] = [...parallelBatches(pairs, { ...ends, batchSize: 9, maxLength: 3, tooLong: 'cut' })];
      expect([batch!.source.shape, batch!.target.inputs.shape]).toEqual([[4, 3], [4, 3]]); // prettier-ignore
      expect([...batch!.target.targets.subarray(6, 9)]).toEqual([12, 12, 12]);
    });

    it('says that no pair is left', () => {
      expect(() => parallelBatches(pairs, { ...ends, batchSize: 9, maxLength: 1 })).toThrow(
        new Error(
          'maxLength must leave at least one pair; received 1 for sources and 1 for targets with their end, and all 4 ' +
            "pairs are longer. Raise it, or cut them with tooLong: 'cut'.",
        ),
      );
    });
  });

  it.each([
    [{}, 'batchSize must be a positive integer; received undefined. Or give batchTokens in its place.'],
    [{ batchTokens: 0 }, 'batchTokens must be a positive integer; received 0.'],
    [
      { batchTokens: 4 },
      'batchTokens must be at least 5, the tokens of the longest pair; received 4. Raise it, or leave long pairs out with maxLength.',
    ],
    [
      { batchTokens: 9, batchSize: 2 },
      'batchSize must be left out where batches have batchTokens; received 2. A batch has as many pairs as there is room for.',
    ],
    [
      { batchTokens: 9, dropRemainder: true },
      'dropRemainder must be left out where batches have batchTokens; received true. A batch has as many pairs as there is room for.',
    ],
    [{ batchSize: 2, bucketWidth: 0 }, 'bucketWidth must be a positive integer; received 0.'],
    [
      { batchSize: 2, tooLong: 'cut' },
      'tooLong must be left out where nothing is too long; received "cut". Give maxLength as well.',
    ],
    [{ batchSize: 2, maxLength: 3, tooLong: 'skip' }, 'tooLong must be one of "leave-out", "cut"; received "skip".'],
    [{ batchSize: 2, seed: 0.5 }, 'seed must be an integer or a string; received 0.5.'],
    [
      { batchSize: 2, buckets: 3 },
      'parallelBatches does not know the option "buckets"; known options are startId, endId, pad, maxLength, batchSize, batchTokens, tooLong, seed, bucketWidth, dropRemainder.',
    ],
  ])('refuses %j', (options, message) => {
    const refused = { ...ends, ...options } as never;
    expect(() => parallelBatches(pairsOf([[2, 2]]), refused)).toThrow(new Error(message));
  });

  it('refuses what are no pairs', () => {
    expect(() => parallelBatches([], { ...ends, batchSize: 2 })).toThrow(
      'pairs must be at least one pair; received [].',
    );
    expect(() => parallelBatches(Uint8Array.of(1, 2) as never, { ...ends, batchSize: 2 })).toThrow(
      'pairs must be an array of pairs; received Uint8Array of 2. Of a dataset take await dataset.toArray(): batches of similar lengths need all lengths beforehand.',
    );
    expect(() => parallelBatches([{ source: [], target: [1] }], { ...ends, batchSize: 2 })).toThrow(
      'pairs[0].source must be at least one id; received []. There is nothing to translate: leave the pair out.',
    );
  });
});
