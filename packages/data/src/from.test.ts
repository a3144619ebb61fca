import type { Dataset } from '@refrain/core';
import { fromArray, fromDataset, fromIndexed, fromIterable, range } from './index.js';

describe('fromArray', () => {
  it('reads arrays and typed arrays where they lie', () => {
    expect([...fromArray(['a', 'b'])]).toEqual(['a', 'b']);
    expect([...fromArray(Float32Array.of(0.5, 1.5)).skip(1)]).toEqual([1.5]);
  });

  it('refuses anything else', () => {
    expect(() => fromArray(new Set([1]) as never)).toThrow(
      'elements must be an array or a typed array; received a Set. For anything else that can be looped over use fromIterable(() => …).',
    );
  });
});

describe('fromIndexed', () => {
  it('makes elements of an index and an epoch', () => {
    const data = fromIndexed({ size: 3, at: (index, epoch) => 10 * epoch + index });
    expect([...data.iterator(2)]).toEqual([20, 21, 22]);
    expect([...data.skip(1).repeat(2)]).toEqual([1, 2, 11, 12]);
  });
});

describe('fromIterable', () => {
  it('makes an iterable for each reading', () => {
    const epochs: number[] = [];
    const data = fromIterable((epoch) => {
      epochs.push(epoch);
      return [epoch, epoch + 1];
    });
    expect(data.size).toBeUndefined();
    expect([...data.repeat(2)]).toEqual([0, 1, 1, 2]);
    expect(epochs).toEqual([0, 1]);
  });

  it('ends where a source without elements is repeated for ever', () => {
    expect([...fromIterable<number>(() => []).repeat()]).toEqual([]);
  });

  it('refuses what can be read only once', () => {
    expect(() => fromIterable([1, 2][Symbol.iterator]() as never)).toThrow(
      'create must be a function that makes an iterable for an epoch; received an object with keys (none). An iterator can be read only once: use fromIterable(() => …).',
    );
  });
});

describe('fromDataset', () => {
  it('gives the operators to any dataset, and keeps its way of saving a position', () => {
    const countdown: Dataset<number> = {
      size: 4,
      iterator: () => {
        let left = 4;
        return {
          next: () => (left > 0 ? { done: false, value: left-- } : { done: true, value: undefined }),
          state: () => ({ left }),
          restore: (state) => void ({ left } = state as { left: number }),
        };
      },
    };
    const data = fromDataset(countdown).batch(2);
    expect(data.size).toBe(2);
    expect([...data]).toEqual([
      [4, 3],
      [2, 1],
    ]);
    const iterator = data.iterator();
    void iterator.next();
    const state = JSON.parse(JSON.stringify(iterator.state()));
    expect(state.position).toEqual({ left: 2 });
    const resumed = data.iterator();
    resumed.restore(state);
    expect([...resumed]).toEqual([[2, 1]]);
  });

  it('is the dataset itself where it has the operators already', () => {
    expect(fromDataset(range(5)).description).toBe('range(5)');
  });
});
