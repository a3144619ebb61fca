import fc from 'fast-check';
import { fromIterable, range, type ChainableDataset } from './index.js';

/** An operator on numbers, and what it means, written for arrays. */
interface Law {
  readonly name: string;
  readonly apply: (data: ChainableDataset<number>) => ChainableDataset<number>;
  readonly means: (elements: readonly number[]) => number[];
}

function windowsOf(
  elements: readonly number[],
  { length, shift, stride, drop }: { length: number; shift: number; stride: number; drop: boolean },
): number[][] {
  const found: number[][] = [];
  for (let start = 0; start < elements.length; start += shift) {
    const window = Array.from({ length }, (_, place) => elements[start + place * stride]);
    const whole = window.filter((element) => element !== undefined);
    if (whole.length === length || !drop) found.push(whole);
  }
  return found;
}

const small = fc.integer({ min: 1, max: 5 });
const law: fc.Arbitrary<Law> = fc.oneof(
  fc.constant<Law>({
    name: 'map',
    apply: (data) => data.map((value, index) => value * 2 + index),
    means: (elements) => elements.map((value, index) => value * 2 + index),
  }),
  fc.constant<Law>({
    name: 'asynchronous map',
    apply: (data) => data.map(async (value) => value + 1),
    means: (elements) => elements.map((value) => value + 1),
  }),
  fc.constant<Law>({
    name: 'filter',
    apply: (data) => data.filter((value, index) => value % 3 !== 0 || index % 2 === 0),
    means: (elements) => elements.filter((value, index) => value % 3 !== 0 || index % 2 === 0),
  }),
  fc.constant<Law>({
    name: 'flatMap',
    apply: (data) => data.flatMap((value, index) => range(index % 3).map((place) => value + place)),
    means: (elements) =>
      elements.flatMap((value, index) => Array.from({ length: index % 3 }, (_, place) => value + place)),
  }),
  fc.record({ length: small, shift: small, stride: small, drop: fc.boolean() }).map<Law>((shape) => ({
    name: `window ${JSON.stringify(shape)}`,
    apply: (data) =>
      data
        .window(shape.length, { shift: shape.shift, stride: shape.stride, dropRemainder: shape.drop })
        .map((window) => window.reduce((sum, value) => sum * 3 + value, 0)),
    means: (elements) => windowsOf(elements, shape).map((window) => window.reduce((sum, value) => sum * 3 + value, 0)),
  })),
  fc.tuple(small, fc.boolean()).map<Law>(([size, drop]) => ({
    name: `batch ${size} ${drop}`,
    apply: (data) => data.batch(size, { dropRemainder: drop }).map((batch) => batch.length * 100 + batch[0]!),
    means: (elements) =>
      windowsOf(elements, { length: size, shift: size, stride: 1, drop }).map(
        (batch) => batch.length * 100 + batch[0]!,
      ),
  })),
  small.map<Law>((count) => ({
    name: `zip ${count}`,
    apply: (data) => data.zip(range(3 * count)).map(([value, place]) => value + 7 * place),
    means: (elements) => elements.slice(0, 3 * count).map((value, place) => value + 7 * place),
  })),
  small.map<Law>((count) => ({
    name: `take ${2 * count}`,
    apply: (data) => data.take(2 * count),
    means: (elements) => elements.slice(0, 2 * count),
  })),
  small.map<Law>((count) => ({
    name: `skip ${count}`,
    apply: (data) => data.skip(count),
    means: (elements) => elements.slice(count),
  })),
  fc.integer({ min: 1, max: 3 }).map<Law>((count) => ({
    name: `repeat ${count}`,
    apply: (data) => data.repeat(count),
    means: (elements) => Array.from({ length: count }, () => elements).flat(),
  })),
  small.map<Law>((count) => ({
    name: `prefetch ${count}`,
    apply: (data) => data.prefetch(count),
    means: (elements) => [...elements],
  })),
);
const origins: Record<string, (count: number) => ChainableDataset<number>> = {
  indexed: range,
  ordered: (count) => fromIterable(() => Array.from({ length: count }, (_, value) => value), { size: count }),
  asynchronous: (count) =>
    fromIterable(async function* () {
      for (let value = 0; value < count; value++) yield value;
    }),
};
const chain = fc.record({
  count: fc.integer({ min: 0, max: 12 }),
  origin: fc.constantFrom(...Object.keys(origins)),
  laws: fc.array(law, { maxLength: 4 }),
});

describe('ChainableDataset', () => {
  it('does what its operators mean for arrays, in any chain', async () => {
    const property = fc.asyncProperty(chain, async ({ count, origin, laws }) => {
      const data = laws.reduce((dataset, { apply }) => apply(dataset), origins[origin]!(count));
      const expected = laws.reduce<number[]>((elements, { means }) => means(elements), [...Array(count).keys()]);
      expect(await data.toArray()).toEqual(expected);
      expect([undefined, expected.length]).toContain(data.size);
    });
    await fc.assert(property, { seed: 11, numRuns: 300 });
  });

  it('goes on from a saved position behind any element, in any chain', async () => {
    const property = fc.asyncProperty(chain, fc.nat(20), async ({ count, origin, laws }, consumed) => {
      const data = laws.reduce((dataset, { apply }) => apply(dataset), origins[origin]!(count));
      const all = await data.toArray();
      const iterator = data.iterator();
      for (let step = 0; step < consumed; step++) await iterator.next();
      const state = JSON.parse(JSON.stringify(iterator.state()));
      const resumed = data.iterator(3);
      resumed.restore(state);
      expect(resumed.state()).toEqual(state);
      const rest: number[] = [];
      for await (const element of resumed) rest.push(element);
      expect(rest).toEqual(all.slice(consumed));
    });
    await fc.assert(property, { seed: 12, numRuns: 300 });
  });

  it('can be read any number of times, and by several readers at once', () => {
    const data = range(6).batch(2);
    const first = data.iterator();
    const second = data.iterator();
    expect(first.next()).toEqual({ done: false, value: [0, 1] });
    expect(second.next()).toEqual({ done: false, value: [0, 1] });
    expect(first.next()).toEqual({ done: false, value: [2, 3] });
    expect([...data]).toEqual([...data]);
  });

  it('says how it was made', () => {
    const data = range(20).shuffle({ seed: 4 }).window(3, { shift: 2, dropRemainder: true }).batch(2).prefetch();
    expect(data.description).toBe(
      'range(20).shuffle(seed 4).window(length 3, shift 2, dropRemainder).batch(2).prefetch(1)',
    );
  });

  it('refuses for…of over what has to be awaited', () => {
    expect(() => [...range(3).prefetch(2)]).toThrow(
      'for…of expects a dataset whose elements are there at once; received the asynchronous range(3).prefetch(2). Read it with for await…of.',
    );
  });

  it('refuses to gather what has no end', async () => {
    await expect(range(3).repeat().toArray()).rejects.toThrow(
      'toArray expects a dataset with an end; received the endless range(3).repeat(). Use take(count) first.',
    );
  });

  it.each([
    [
      'the state of another dataset',
      range(4).iterator().state(),
      'The state must be of an equal dataset, range(5); received one of range(4). Make the dataset as it was made when the state was saved.',
    ],
    [
      'a position beyond the end',
      { dataset: 'range(5)', epoch: 0, position: 6 },
      'The saved position in the dataset must be a count of at most 5 elements; received 6. Restore a state that state() of an equal dataset gave.',
    ],
    [
      'a position of another kind',
      { dataset: 'range(5)', epoch: 0, position: [1] },
      'The saved position in the dataset must be a count of at most 5 elements; received [1]. Restore a state that state() of an equal dataset gave.',
    ],
    [
      'half a state',
      { dataset: 'range(5)', epoch: 0 },
      'The saved position in the dataset must be an object with dataset, epoch, position; received an object with keys dataset, epoch. Restore a state that state() of an equal dataset gave.',
    ],
    [
      'no state',
      null,
      'The saved position in the dataset must be an object with dataset, epoch, position; received null. Restore a state that state() of an equal dataset gave.',
    ],
  ])('refuses to restore %s and stays where it was', (_name, state, message) => {
    const iterator = range(5).iterator();
    void iterator.next();
    expect(() => iterator.restore(state)).toThrow(message);
    expect(iterator.next()).toEqual({ done: false, value: 1 });
  });

  it.each<[string, () => unknown, string]>([
    ['batch', () => range(3).batch(0), 'batchSize must be a positive integer; received 0.'],
    ['window', () => range(3).window(2, { stride: 0 }), 'stride must be a positive integer; received 0.'],
    ['take', () => range(3).take(-1), 'count must be an integer of at least 0; received -1.'],
    ['skip', () => range(3).skip(0.5), 'count must be an integer of at least 0; received 0.5.'],
    ['repeat', () => range(3).repeat(0), 'count must be a positive integer; received 0.'],
    ['prefetch', () => range(3).prefetch(0), 'count must be a positive integer; received 0.'],
    ['iterator', () => range(3).iterator(-1), 'epoch must be an integer of at least 0; received -1.'],
    ['zip', () => range(3).zip(5 as never), 'elements must be a dataset, an array or an iterable; received 5.'],
    [
      'an unknown option',
      () => range(3).batch(2, { dropLast: true } as never),
      'batch does not know the option "dropLast"; known options are dropRemainder.',
    ],
  ])('refuses what %s cannot use', (_name, make, message) => {
    expect(make).toThrow(message);
  });
});
