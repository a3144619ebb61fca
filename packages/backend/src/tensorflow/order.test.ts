import { processingOrder } from './order.js';

const plain = (value: object): object =>
  Object.fromEntries(
    Object.entries(value).map(([name, held]) => [
      name,
      typeof held === 'object' ? Array.from(held as Int32Array) : held,
    ]),
  );

describe('processingOrder', () => {
  it('is time-major where nothing is masked', () => {
    const order = processingOrder({ batch: 2, time: 3, reverse: false, zeroOutputForMask: false });
    expect(plain(order)).toEqual({
      steps: 3,
      read: [0, 3, 1, 4, 2, 5],
      isMasked: false,
      shows: [2, 4, 6, 3, 5, 7],
      last: [6, 7],
      lengths: [3, 3],
    });
  });

  it('puts valid positions first, from the end when reversed, and shows the last valid one where one is masked', () => {
    const mask = [0, 1, 0, 1, 0, 0, 0, 0];
    const order = processingOrder({ batch: 2, time: 4, reverse: true, zeroOutputForMask: false, mask });
    expect(plain(order)).toEqual({
      steps: 2,
      read: [3, 7, 1, 6],
      isMasked: true,
      shows: [4, 4, 2, 2, 1, 1, 1, 1],
      shown: [1, 1, 1, 1, 0, 0, 0, 0],
      last: [4, 1],
      lengths: [2, 0],
    });
  });

  it('shows zeros at every masked position where that is asked for', () => {
    const order = processingOrder({ batch: 1, time: 3, reverse: false, zeroOutputForMask: true, mask: [1, 0, 1] });
    expect(Array.from(order.shown!)).toEqual([1, 0, 1]);
    expect(Array.from(order.read)).toEqual([0, 2]);
  });
});
