import type { LabelledBatch } from '@refrain/core';
import { Random } from '@refrain/core';
import fc from 'fast-check';
import { fromArray, labelledBatch, labelledBatches } from '../index.js';
import type { LabelledBatchesOptions, LabelledExample } from '../index.js';

/** Examples of the lengths given; the ids of example i are i + 1, and its label tells it too, even when it is empty. */
function examplesOf(lengths: readonly number[]): LabelledExample[] {
  return lengths.map((length, index) => ({ ids: new Array<number>(length).fill(index + 1), label: index / 4096 }));
}

/** So many examples of lengths as reviews have. */
function reviews(count: number): LabelledExample[] {
  const random = new Random(5);
  return examplesOf(Array.from({ length: count }, () => 3 + random.integer(30) * (1 + random.integer(3))));
}

const membersOf = ({ labels }: LabelledBatch): number[] => Array.from(labels, (label) => label * 4096);
const orderOf = (batches: Iterable<LabelledBatch>): number[] => [...batches].flatMap(membersOf);
const ascending = (numbers: readonly number[]): number[] => [...numbers].sort((first, second) => first - second);

describe('labelledBatches', () => {
  it('gives the examples as they come', () => {
    const data = labelledBatches(examplesOf([3, 1, 2]), { batchSize: 2 });
    expect(data.size).toBe(2);
    expect([...data].map(membersOf)).toEqual([[0, 1], [2]]);
    expect([...data].map(({ inputs }) => inputs.shape)).toEqual([[2, 3], [1, 2]]); // prettier-ignore
  });

  it('comes from short to long with buckets and no seed', () => {
    const data = labelledBatches(examplesOf([4, 1, 3, 2]), { batchSize: 2, bucketWidth: 1 });
    expect([...data.iterator(3)].map(membersOf)).toEqual([[1, 3], [2, 0]]); // prettier-ignore
  });

  const arbitraryExamples = fc.array(fc.nat(9), { minLength: 1, maxLength: 60 }).map(examplesOf);
  const arbitraryOptions: fc.Arbitrary<LabelledBatchesOptions> = fc
    .record({
      size: fc.record({ batchSize: fc.integer({ min: 1, max: 9 }) }),
      rest: fc.record(
        {
          seed: fc.nat(),
          bucketWidth: fc.integer({ min: 1, max: 4 }),
          pad: fc.nat(3),
          maxLength: fc.integer({ min: 1, max: 9 }),
          longestFirst: fc.boolean(),
        },
        { requiredKeys: [] },
      ),
    })
    .map(({ size, rest }) => ({ ...size, ...rest }));

  it('gives each example exactly once an epoch, laid out as labelledBatch does', () => {
    fc.assert(
      fc.property(arbitraryExamples, arbitraryOptions, fc.nat(3), (examples, options, epoch) => {
        const data = labelledBatches(examples, options);
        const batches = [...data.iterator(epoch)];
        expect(ascending(orderOf(batches))).toEqual(examples.map((_, index) => index));
        expect(batches).toHaveLength(data.size!);
        const { pad = 0, maxLength, longestFirst = false } = options;
        for (const batch of batches) {
          expect(batch.labels.length).toBeLessThanOrEqual(options.batchSize);
          const members = membersOf(batch).map((index) => examples[index]!);
          expect(batch).toEqual(labelledBatch(members, { pad, longestFirst, ...(maxLength && { maxLength }) }));
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('goes on from a saved position with the very same batches', () => {
    fc.assert(
      fc.property(arbitraryExamples, arbitraryOptions, fc.nat(3), fc.nat(10), (examples, options, epoch, read) => {
        const iterator = labelledBatches(examples, options).iterator(epoch);
        for (let count = 0; count < read; count++) void iterator.next();
        const state = JSON.parse(JSON.stringify(iterator.state()));
        // Of an equal dataset, whatever the order in which its options are written.
        const again = Object.fromEntries(Object.entries(options).reverse()) as unknown as LabelledBatchesOptions;
        const resumed = labelledBatches(examples, again).iterator();
        resumed.restore(state);
        expect([...resumed]).toEqual([...iterator]);
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it.each<LabelledBatchesOptions>([{ batchSize: 8 }, { batchSize: 8, bucketWidth: 2 }])(
    'has another order in each epoch and with each seed, and the same one again: %j',
    (options) => {
      const examples = reviews(200);
      const order = (seed: number, epoch: number): number[] =>
        orderOf(labelledBatches(examples, { ...options, seed }).iterator(epoch));
      expect(order(1, 0)).toEqual(order(1, 0));
      expect(order(1, 1)).not.toEqual(order(1, 0));
      expect(order(2, 0)).not.toEqual(order(1, 0));
    },
  );

  it('pads less with buckets, counting what is left of a text that is cut', () => {
    const examples = reviews(2000);
    const padding = (options: Partial<LabelledBatchesOptions>): number => {
      const masks = [...labelledBatches(examples, { batchSize: 32, seed: 1, ...options })].map(
        ({ inputs }) => inputs.mask,
      );
      const [positions, kept] = masks.reduce(
        ([all, ones], mask) => [all + mask.length, ones + mask.reduce((sum, flag) => sum + flag, 0)],
        [0, 0],
      );
      return 1 - kept! / positions!;
    };
    expect(padding({ bucketWidth: 1 })).toBeLessThan(0.03);
    expect(padding({})).toBeGreaterThan(0.5);
    expect(padding({ bucketWidth: 1, maxLength: 10 })).toBeLessThan(0.03);
  });

  it('leaves other examples out each epoch where only whole batches are wanted', () => {
    const data = labelledBatches(reviews(39), { batchSize: 8, seed: 1, dropRemainder: true });
    expect(data.size).toBe(4);
    const epochs = Array.from({ length: 50 }, (_, epoch) => orderOf(data.iterator(epoch)));
    expect(epochs.map((given) => new Set(given).size)).toEqual(new Array(50).fill(32));
    for (let example = 0; example < 39; example++) expect(epochs.some((given) => !given.includes(example))).toBe(true);
  });

  it('is described by all that decides which batches come', () => {
    const options = { batchSize: 2, seed: 7, maxLength: 4, longestFirst: true } as const;
    expect(labelledBatches(examplesOf([1, 2]), options).description).toBe(
      'labelledBatches(2 examples, batchSize 2, seed 7, pad 0, padding post, maxLength 4, longestFirst true)',
    );
  });

  it('has a shuffle buffer in the operators, where it is wanted as in tf.data', () => {
    const examples = reviews(20);
    const data = fromArray(examples)
      .shuffle({ seed: 1, bufferSize: 3 })
      .batch(4)
      .map((rows) => labelledBatch(rows));
    const order = orderOf(data);
    expect(ascending(order)).toEqual(examples.map((_, index) => index));
    expect(order).not.toEqual(ascending(order));
    order.forEach((example, place) => expect(example).toBeLessThanOrEqual(place + 2));
  });

  it.each([
    [{}, 'batchSize must be a positive integer; received undefined.'],
    [{ batchSize: 2, bucketWidth: 0 }, 'bucketWidth must be a positive integer; received 0.'],
    [{ batchSize: 2, dropRemainder: 'yes' }, 'dropRemainder must be one of true, false; received "yes".'],
    [{ batchSize: 2, seed: 0.5 }, 'seed must be an integer or a string; received 0.5.'],
    [
      { batchSize: 2, sort: true },
      'labelledBatches does not know the option "sort"; known options are pad, padding, maxLength, truncating, longestFirst, batchSize, seed, bucketWidth, dropRemainder.',
    ],
  ])('refuses %j', (options, message) => {
    expect(() => labelledBatches(examplesOf([2]), options as never)).toThrow(new Error(message));
  });

  it('refuses what are no examples', () => {
    expect(() => labelledBatches([], { batchSize: 2 })).toThrow('examples must be at least one example; received [].');
    expect(() => labelledBatches('good' as never, { batchSize: 2 })).toThrow(
      'examples must be an array of examples; received "good". Of a dataset take await dataset.toArray(), or batch it with labelledBatch.',
    );
    expect(() => labelledBatches([{ ids: [1], label: 2 }], { batchSize: 2 })).toThrow(
      'examples[0].label must be a number from 0 for negative to 1 for positive; received 2.',
    );
  });
});
