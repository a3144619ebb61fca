import { range } from '../index.js';

const gap = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
async function idle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await gap();
}

/** A dataset of 0…99 and the elements that it has made so far. */
function watched(): { data: ReturnType<typeof range>; made: number[] } {
  const made: number[] = [];
  const data = range(100).map((value) => {
    made.push(value);
    return value;
  });
  return { data, made };
}

describe('prefetch', () => {
  it('makes elements ahead while the consumer waits, as many as asked for and no more', async () => {
    const { data, made } = watched();
    const iterator = data.prefetch(3).iterator();
    await idle();
    expect(made).toEqual([]);
    expect(await iterator.next()).toEqual({ done: false, value: 0 });
    await idle();
    expect(made).toEqual([0, 1, 2, 3]);
    expect(await iterator.next()).toEqual({ done: false, value: 1 });
    await idle();
    expect(made).toEqual([0, 1, 2, 3, 4]);
  });

  it('makes one element a gap, so that other work gets its turn', async () => {
    const { data, made } = watched();
    const iterator = data.prefetch(50).iterator();
    await iterator.next();
    await gap();
    await gap();
    expect(made.length).toBeLessThan(5);
    await iterator.next();
  });

  it('saves what was consumed, not what was made ahead', async () => {
    const { data } = watched();
    const iterator = data.prefetch(10).iterator();
    await iterator.next();
    await iterator.next();
    await idle();
    expect(iterator.state()).toEqual({ dataset: 'range(100).map().prefetch(10)', epoch: 0, position: 2 });
    iterator.restore(iterator.state());
    expect(await iterator.next()).toEqual({ done: false, value: 2 });
  });

  it('gives everything in order, then the end again and again', async () => {
    const data = range(5).prefetch(2);
    expect(data.size).toBe(5);
    expect(await data.toArray()).toEqual([0, 1, 2, 3, 4]);
    const iterator = data.iterator();
    for (let step = 0; step < 5; step++) await iterator.next();
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });

  it('throws an error where its element would have come, not earlier', async () => {
    const data = range(5).map((value) => {
      if (value === 2) throw new Error('no third element');
      return value;
    });
    const iterator = data.prefetch(4).iterator();
    expect(await iterator.next()).toEqual({ done: false, value: 0 });
    await idle();
    expect(await iterator.next()).toEqual({ done: false, value: 1 });
    await expect(iterator.next()).rejects.toThrow('no third element');
  });
});
