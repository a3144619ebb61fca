import { consecutiveWindows } from './consecutive-windows.js';

const upTo = (length: number): Int32Array => Int32Array.from({ length }, (_, id) => id);

function rowsOf(values: Int32Array, [batch, time]: readonly [number, number]): number[][] {
  return Array.from({ length: batch }, (_, row) => [...values.subarray(row * time, (row + 1) * time)]);
}

describe('consecutiveWindows', () => {
  it('reads one strip a row, as the batched stateful pipeline of the book', () => {
    const batches = [...consecutiveWindows(upTo(20), { length: 3, batchSize: 2 })];
    expect(batches.map(({ inputs }) => rowsOf(inputs.ids, inputs.shape))).toEqual([
      [
        [0, 1, 2],
        [10, 11, 12],
      ],
      [
        [3, 4, 5],
        [13, 14, 15],
      ],
      [
        [6, 7, 8],
        [16, 17, 18],
      ],
    ]);
    expect(batches.map(({ inputs, targets }) => rowsOf(targets, inputs.shape))).toEqual([
      [
        [1, 2, 3],
        [11, 12, 13],
      ],
      [
        [4, 5, 6],
        [14, 15, 16],
      ],
      [
        [7, 8, 9],
        [17, 18, 19],
      ],
    ]);
    expect(batches.map(({ startsSequence }) => startsSequence)).toEqual([true, false, false]);
  });

  it('cuts strips as array_split does, the longer ones first', () => {
    // np.array_split(np.arange(11), 3) is [0 1 2 3], [4 5 6 7], [8 9 10].
    const [first, second] = [...consecutiveWindows(upTo(11), { length: 1, batchSize: 3 })];
    expect([...first!.inputs.ids]).toEqual([0, 4, 8]);
    expect([...second!.inputs.ids]).toEqual([1, 5, 9]);
  });

  it('reads the whole text in one row by default, and counts every id', () => {
    const data = consecutiveWindows(upTo(10), { length: 3 });
    expect(data.size).toBe(3);
    expect([...data].map(({ inputs }) => [...inputs.ids])).toEqual([
      [0, 1, 2],
      [3, 4, 5],
      [6, 7, 8],
    ]);
    expect([...data].every(({ inputs }) => inputs.mask.every((counted) => counted === 1))).toBe(true);
  });

  it('says how many ids are needed', () => {
    expect(() => consecutiveWindows(upTo(7), { length: 3, batchSize: 2 })).toThrow(
      'consecutiveWindows needs at least 8 ids for 2 strips of one window of 3 ids and its target; received 7. Use a longer text or a smaller length.',
    );
  });

  it('refuses an option that it does not know', () => {
    expect(() => consecutiveWindows(upTo(9), { length: 3, shift: 3 } as { length: number })).toThrow(
      'consecutiveWindows does not know the option "shift"; known options are length, batchSize.',
    );
  });
});
