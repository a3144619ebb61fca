import { fromIterable, range } from '../index.js';

const inOrder = (count: number): ReturnType<typeof range> => fromIterable(() => Array(count).keys(), { size: count });
const sorted = (values: Iterable<number>): number[] => [...values].sort((a, b) => a - b);

describe('shuffle', () => {
  it('is exact where there is random access: every element may come anywhere', () => {
    const firsts = new Set<number>();
    for (let seed = 0; seed < 200; seed++) firsts.add([...range(10).shuffle({ seed })][0]!);
    expect(sorted(firsts)).toEqual([...Array(10).keys()]);
    expect(sorted(range(100).shuffle({ seed: 1 }))).toEqual([...Array(100).keys()]);
  });

  it('has another order each epoch unless told otherwise', () => {
    const data = range(50).shuffle({ seed: 1 });
    expect([...data.iterator(1)]).not.toEqual([...data]);
    const same = range(50).shuffle({ seed: 1, reshuffleEachEpoch: false });
    expect([...same.iterator(1)]).toEqual([...same]);
    expect([...same]).toEqual([...data]);
  });

  it('gives each round of a repeat another order', () => {
    const twice = [...range(30).shuffle({ seed: 1 }).repeat(2)];
    expect(sorted(twice.slice(0, 30))).toEqual(sorted(twice.slice(30)));
    expect(twice.slice(0, 30)).not.toEqual(twice.slice(30));
  });

  it('skips without reading what is skipped', () => {
    const read: number[] = [];
    const data = range(1_000_000)
      .map((value) => {
        read.push(value);
        return value;
      })
      .shuffle({ seed: 1 })
      .skip(999_998);
    expect([...data]).toHaveLength(2);
    expect(read).toHaveLength(2);
  });

  it('draws from a buffer on request: no element comes more than its length early', () => {
    const drawn = [...inOrder(200).shuffle({ seed: 3, bufferSize: 10 })];
    expect(sorted(drawn)).toEqual([...Array(200).keys()]);
    expect(drawn.every((value, place) => value - place < 10)).toBe(true);
    expect(drawn).not.toEqual(sorted(drawn));
    expect([...range(200).shuffle({ seed: 3, bufferSize: 10 })]).toEqual(drawn);
    expect([...inOrder(5).shuffle({ seed: 3, bufferSize: 1 })]).toEqual([0, 1, 2, 3, 4]);
  });

  it.each([0, 1, 57, 120])('goes on from a buffer saved behind %d elements', async (consumed) => {
    const data = inOrder(120)
      .map(async (value) => value)
      .shuffle({ seed: 5, bufferSize: 16 });
    const all = await data.toArray(2);
    const iterator = data.iterator(2);
    for (let step = 0; step < consumed; step++) await iterator.next();
    const resumed = data.iterator();
    resumed.restore(JSON.parse(JSON.stringify(iterator.state())));
    const rest: number[] = [];
    for await (const value of resumed) rest.push(value);
    expect(rest).toEqual(all.slice(consumed));
  });

  it('asks for a buffer where it needs one', () => {
    expect(() => inOrder(5).shuffle({ seed: 1 })).toThrow(
      'shuffle expects a bufferSize for a dataset that can only be read in order; received none for fromIterable(5 elements). Shuffle before the operator that makes it so, or give a bufferSize such as 10000.',
    );
    expect(() => range(5).repeat().shuffle({ seed: 1 })).toThrow(
      'shuffle expects a bufferSize for a dataset that has no end; received none for range(5).repeat(). Shuffle before the operator that makes it so, or give a bufferSize such as 10000.',
    );
  });

  it('refuses to go without a seed', () => {
    expect(() => range(5).shuffle({} as never)).toThrow('seed must be an integer or a string; received undefined.');
  });
});
