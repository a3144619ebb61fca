import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromIterable, idBatch, range, windows, consecutiveWindows, type Side } from '../index.js';

/** What tf.data gave; `tf-data.golden.py` beside this file made it. */
const golden = JSON.parse(readFileSync(join(__dirname, 'tf-data.golden.json'), 'utf8')) as {
  windows: {
    count: number;
    length: number;
    shift: number;
    stride: number;
    dropRemainder: boolean;
    windows: number[][];
  }[];
  batches: { count: number; batchSize: number; dropRemainder: boolean; batches: number[][] }[];
  zips: { counts: number[]; tuples: number[][] }[];
  chain: number[][];
  paddingRows: number[][];
  padding: { options: { padding: Side; truncating: Side; length: number; pad: number }; rows: number[][] }[];
  strips: { count: number; length: number; batchSize: number; inputs: number[][][]; targets: number[][][] }[];
};

const upTo = (length: number): Int32Array => Int32Array.from({ length }, (_, id) => id);
/** The same numbers without random access, so that both ways of reading are compared. */
const inOrder = (count: number): ReturnType<typeof range> => fromIterable(() => upTo(count), { size: count });

function rowsOf(values: Int32Array, [batch, time]: readonly [number, number]): number[][] {
  return Array.from({ length: batch }, (_, row) => [...values.subarray(row * time, (row + 1) * time)]);
}

describe('equality with tf.data', () => {
  it('cuts windows alike, from ids, with random access and in order', () => {
    expect(golden.windows.length).toBeGreaterThan(200);
    for (const { count, windows: expected, ...shape } of golden.windows) {
      const { length, ...options } = shape;
      const indexed = range(count).window(length, options);
      expect([...indexed]).toEqual(expected);
      expect(indexed.size).toBe(expected.length);
      expect([...inOrder(count).window(length, options)]).toEqual(expected);
      const span = (length - 1) * shape.stride + 1;
      if (shape.dropRemainder && count < span) {
        expect(() => windows(upTo(count), shape)).toThrow(
          `windows needs at least ${span} ids for one whole window; received ${count}. Use a longer text or a smaller length.`,
        );
      } else {
        expect([...windows(upTo(count), shape)].map((window) => [...window])).toEqual(expected);
      }
    }
  });

  it('batches alike', () => {
    for (const { count, batchSize, dropRemainder, batches } of golden.batches) {
      expect([...range(count).batch(batchSize, { dropRemainder })]).toEqual(batches);
      expect([...inOrder(count).batch(batchSize, { dropRemainder })]).toEqual(batches);
      expect(inOrder(count).batch(batchSize, { dropRemainder }).size).toBe(batches.length);
    }
  });

  it('zips alike', () => {
    for (const { counts, tuples } of golden.zips) {
      const zipOf = (make: typeof range): unknown[] => {
        const [first, ...others] = counts.map((count, place) => make(count).map((value) => 10 * place + value));
        return [...first!.zip(...others)];
      };
      expect(zipOf(range)).toEqual(tuples);
      expect(zipOf(inOrder)).toEqual(tuples);
    }
  });

  it('chains alike', () => {
    const chain = range(15)
      .skip(1)
      .window(5, { shift: 2, dropRemainder: true })
      .take(4)
      .repeat(2)
      .batch(3)
      .flatMap((batch) => batch);
    expect([...chain]).toEqual(golden.chain);
  });

  it('pads as pad_sequences does', () => {
    for (const { options, rows } of golden.padding) {
      const { ids, shape } = idBatch(golden.paddingRows, options);
      expect(rowsOf(ids, shape)).toEqual(rows);
    }
  });

  it('reads strips as zipped windows of array_split do', () => {
    for (const { count, length, batchSize, inputs, targets } of golden.strips) {
      const data = consecutiveWindows(upTo(count), { length, batchSize });
      expect(data.size).toBe(inputs.length);
      expect([...data].map((batch) => rowsOf(batch.inputs.ids, batch.inputs.shape))).toEqual(inputs);
      expect([...data].map((batch) => rowsOf(batch.targets, batch.inputs.shape))).toEqual(targets);
    }
  });
});
