import * as tf from '@tensorflow/tfjs-core';
import { type CellKind, embedding, finalState, gateCount, gru, lstm, simpleRnn } from '@refrain/ops';
import { expectClose, expectNoNewTensors } from '@refrain/testing';
import fc from 'fast-check';
import { useRefrain } from '../../register.js';
import { randomIds, randomValues } from '../../test-support/random-tensors.js';

const [inputUnits, vocabulary] = [3, 4];

interface Batch {
  readonly cell: CellKind;
  readonly resetAfter: boolean;
  readonly reverse: boolean;
  readonly zeroOutputForMask: boolean;
  readonly reads: 'vectors' | 'ids' | 'one-hot ids';
  readonly units: number;
  readonly recurrentDropout: boolean;
  /** For each row, which of its positions are valid. */
  readonly valid: readonly (readonly number[])[];
}

type Arrays = { readonly [name: string]: { readonly values: Float32Array; readonly shape: number[] } };

const anyRows = (time: number): fc.Arbitrary<number[][]> => {
  const padded = (length: number, onTheLeft: boolean): number[] => {
    const positions = Array.from({ length: time }, (_, position) => Number(position < length));
    return onTheLeft ? positions.reverse() : positions;
  };
  const row = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(fc.integer({ min: 0, max: time }), fc.boolean()).map((pair) => padded(...pair)) },
    { weight: 1, arbitrary: fc.array(fc.integer({ min: 0, max: 1 }), { minLength: time, maxLength: time }) },
  );
  return fc.array(row, { minLength: 1, maxLength: 10 });
};

const anyBatch: fc.Arbitrary<Batch> = fc.record({
  cell: fc.constantFrom<CellKind>('rnn', 'gru', 'lstm'),
  resetAfter: fc.boolean(),
  reverse: fc.boolean(),
  zeroOutputForMask: fc.boolean(),
  reads: fc.constantFrom('vectors', 'ids', 'one-hot ids'),
  units: fc.constantFrom(3, 8, 17),
  recurrentDropout: fc.boolean(),
  valid: fc.integer({ min: 1, max: 7 }).chain(anyRows),
});

/** What every row and every weight has, so that a row alone can have the same. */
function arraysOf({ cell, resetAfter, reads, units, valid }: Batch): Arrays {
  const [rows, time] = [valid.length, valid[0]!.length];
  const columns = gateCount[cell] * units;
  const wide = reads === 'one-hot ids' ? vocabulary : inputUnits;
  const shapes: Record<string, number[]> = {
    kernel: [wide, columns],
    recurrentKernel: [units, columns],
    bias: cell === 'gru' && resetAfter ? [2, columns] : [columns],
    initialState: [rows, units],
    ...(cell === 'lstm' && { initialCell: [rows, units] }),
    ...(reads === 'vectors' && { input: [rows, time, wide] }),
    ...(reads === 'ids' && { table: [vocabulary, wide] }),
  };
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape], index) => {
      const values = randomValues(tf.util.sizeFromShape(shape), index + 1, 0.8);
      return [name, { values, shape }];
    }),
  );
}

interface View {
  /** One row alone, with these of its positions, instead of all with a mask. */
  readonly only?: { readonly row: number; readonly places: readonly number[] };
  /** Whether the outputs of masked positions count for the gradients, too. */
  readonly masked?: boolean;
}

/** Results by name, and gradients of the sum of results · factors, which depend on the row and the position. */
function run(batch: Batch, arrays: Arrays, { only, masked = false }: View = {}) {
  return tf.tidy(() => {
    const { cell, resetAfter, reverse, zeroOutputForMask, reads, units, valid } = batch;
    const rows = only ? [only.row] : [...valid.keys()];
    const positions = only ? only.places : [...valid[0]!.keys()];
    const perRow = (whole: tf.Tensor): tf.Tensor =>
      tf.squeeze(embedding(tf.tensor2d([rows], undefined, 'int32'), whole as tf.Tensor2D), [0]);
    const perPlace = (whole: tf.Tensor): tf.Tensor => tf.gather(tf.gather(whole, rows), [...positions], 1);
    const perPlaceOf = (input: tf.Tensor): tf.Tensor => {
      const places = rows.map((row) => positions.map((position) => row * valid[0]!.length + position));
      return embedding(tf.tensor2d(places, undefined, 'int32'), tf.reshape(input, [-1, inputUnits]));
    };
    const random = (shape: number[], seed: number): tf.Tensor =>
      tf.tensor(randomValues(tf.util.sizeFromShape(shape), seed), shape);
    const shape = [valid.length, valid[0]!.length];
    const ids = perPlace(randomIds(shape, vocabulary, 20));
    const dropout = perRow(tf.mul(2, tf.cast(tf.greater(random([shape[0]!, units], 21), 0), 'float32')));
    const names = Object.keys(arrays);
    let results: { [name: string]: tf.Tensor } = {};
    const loss = (...tensors: tf.Tensor[]): tf.Scalar => {
      const of = (name: string): tf.Tensor | undefined => tensors[names.indexOf(name)];
      const [table, input] = [of('table'), of('input')];
      const [initialState, initialCell] = ['initialState', 'initialCell'].map((name) => of(name) && perRow(of(name)!));
      const layer = { cell, lstm: { initialCell }, gru: { resetAfter }, rnn: {} }[cell];
      const call = [
        input ? { input: perPlaceOf(input) } : { ids, ...(reads === 'ids' && { table }) },
        { kernel: of('kernel'), recurrentKernel: of('recurrentKernel'), bias: of('bias') },
        {
          ...(layer as object),
          ...{ reverse, zeroOutputForMask, initialState },
          ...(!only && { mask: tf.tensor2d(valid as number[][], undefined, 'int32') }),
          ...(batch.recurrentDropout && { recurrentMask: dropout }),
        },
      ] as unknown as Parameters<typeof gru>;
      results = { ...{ rnn: simpleRnn, gru, lstm }[cell](...call) };
      const counts = masked ? tf.ones(shape) : tf.tensor2d(valid as number[][]);
      const factors = {
        outputs: perPlace(tf.mul(random([...shape, units], 30), tf.expandDims(counts, 2))),
        state: perRow(random([shape[0]!, units], 31)),
        cell: perRow(random([shape[0]!, units], 32)),
      };
      const sums = Object.entries(results).map(([name, value]) => {
        tf.keep(value);
        return tf.sum(tf.mul(value, factors[name as keyof typeof factors]));
      });
      return tf.addN(sums) as tf.Scalar;
    };
    const gradients = tf.grads(loss)(names.map((name) => tf.tensor(arrays[name]!.values, arrays[name]!.shape)));
    const read = Object.fromEntries(Object.entries(results).map(([name, value]) => [name, value.dataSync()]));
    Object.values(results).forEach((value) => value.dispose());
    return { results: read, gradients: gradients.map((gradient) => gradient.dataSync()) };
  });
}

const settings = { seed: 42, numRuns: 60 };
const close = { absolute: 2e-5, relative: 1e-4 };

describe('a padded batch', () => {
  it('gives each row what it gives alone, without its padding', async () => {
    const backend = await useRefrain();
    const before = backend.heap();
    const property = fc.property(anyBatch, (batch) => {
      const { units, valid } = batch;
      const arrays = arraysOf(batch);
      const { results, gradients } = run(batch, arrays);
      const sums = gradients.map((gradient) => new Float64Array(gradient.length));
      valid.forEach((positions, row) => {
        const places = [...positions.keys()].filter((position) => positions[position] === 1);
        if (places.length === 0) return;
        const alone = run(batch, arrays, { only: { row, places } });
        const own = results['state']!.subarray(row * units, (row + 1) * units);
        expectClose(own, alone.results['state']!, close);
        places.forEach((place, index) => {
          const at = (row * positions.length + place) * units;
          const expected = alone.results['outputs']!.subarray(index * units, (index + 1) * units);
          expectClose(results['outputs']!.subarray(at, at + units), expected, close);
        });
        alone.gradients.forEach((gradient, index) => gradient.forEach((value, at) => (sums[index]![at]! += value)));
      });
      Object.keys(arrays).forEach((name, index) => {
        // A row of padding alone hands the gradient of its state through.
        if (name.startsWith('initial')) valid.forEach((positions, row) => {
          if (positions.includes(1)) return;
          const factors = randomValues(valid.length * units, name === 'initialState' ? 31 : 32);
          for (let at = row * units; at < (row + 1) * units; at++) sums[index]![at] = factors[at]!;
        }); // prettier-ignore
        expectClose(gradients[index]!, sums[index]!, close);
      });
    });
    await expectNoNewTensors(() => fc.assert(property, settings));
    expect(backend.heap()).toEqual(before);
  });

  it('gives what the composed operations give, at masked positions too', async () => {
    const batches = fc.sample(anyBatch, { seed: 43, numRuns: 40 });
    await tf.setBackend('cpu');
    const expected = batches.map((batch) => run(batch, arraysOf(batch), { masked: true }));
    await useRefrain();
    batches.forEach((batch, index) => {
      const { results, gradients } = run(batch, arraysOf(batch), { masked: true });
      for (const [name, values] of Object.entries(results)) expectClose(values, expected[index]!.results[name]!, close);
      gradients.forEach((values, at) => expectClose(values, expected[index]!.gradients[at]!, close));
    });
  });

  it('keeps nothing for what is masked until its gradient', async () => {
    const backend = await useRefrain();
    tf.tidy(() => {
      const [rows, time, units] = [4, 1000, 8];
      const mask = tf.tidy(() => tf.pad(tf.ones([rows, 1], 'int32'), [[0, 0], [0, time - 1]])) as tf.Tensor2D; // prettier-ignore
      // What a kernel gave stands in the kernels' memory already.
      const [kernel, recurrentKernel] = [2, units].map((rows) => tf.relu(tf.ones<tf.Rank.R2>([rows, 3 * units])));
      const ids = tf.zeros([rows, time], 'int32') as tf.Tensor2D;
      const before = backend.heap().bytesInUse;
      let kept = 0;
      tf.grad((weights) => {
        const state = finalState(
          { ids },
          { kernel: kernel!, recurrentKernel: weights as tf.Tensor2D },
          { cell: 'gru', mask },
        ).state;
        kept = backend.heap().bytesInUse - before;
        return state;
      })(recurrentKernel!);
      // Two states and four gates of eight units for each row, and the result.
      expect(kept).toBeLessThan(4 * rows * units * 8);
    });
  });
});
