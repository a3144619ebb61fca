import { expectClose, expectNoNewTensors, numericGradient } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { type CellKind, differentiableInputs, gateCount, type RecurrentInputName } from '../kernels.js';
import { testBackends } from '../test-support/backends.js';
import { type ReferenceArrays, recurrentReference } from '../test-support/recurrent-reference.js';
import { wave } from '../test-support/wave.js';
import { gru, lstm, simpleRnn } from '../index.js';
import golden from './recurrent.golden.json';

interface Settings {
  readonly cell: CellKind;
  readonly resetAfter: boolean;
  readonly reverse: boolean;
  readonly zeroOutputForMask: boolean;
}

type Tensors = Partial<Record<RecurrentInputName, tf.Tensor>>;

/** Calls the public function of the cell with tensors by their kernel's names. */
function run(tensors: Tensors, { cell, resetAfter, ...options }: Settings): { [name: string]: tf.Tensor } {
  const { input, ids, table, inputScale: scale, kernel, recurrentKernel, bias, ...states } = tensors;
  const call = [
    input ? { input } : { ids, table, scale },
    { kernel, recurrentKernel, bias },
    { ...states, ...options, ...(cell === 'gru' && { resetAfter }) },
  ] as unknown as Parameters<typeof gru>;
  return { ...{ rnn: simpleRnn, gru, lstm }[cell](...call) };
}

/** Results and gradients of Σ results · wave, as plain arrays. */
function runWithGradients(tensors: Tensors, settings: Settings): { [name: string]: Float32Array }[] {
  return tf.tidy(() => {
    const names = Object.keys(tensors).filter((name) => differentiableInputs.has(name as RecurrentInputName));
    let results: { [name: string]: tf.Tensor } = {};
    const loss = (...values: tf.Tensor[]): tf.Scalar => {
      results = run(
        { ...tensors, ...Object.fromEntries(names.map((name, index) => [name, values[index]!])) },
        settings,
      );
      Object.values(results).forEach((value) => tf.keep(value));
      const parts = Object.values(results).map((value, index) =>
        tf.sum(tf.mul(value, tf.tensor(wave(7 + index, value.size), value.shape))),
      );
      return tf.addN(parts) as tf.Scalar;
    };
    const gradients = tf.grads(loss)(names.map((name) => tensors[name as RecurrentInputName]!));
    const found = Object.entries(results).map(([name, value]) => [name, value.dataSync()]);
    Object.values(results).forEach((value) => value.dispose());
    return [Object.fromEntries(found), Object.fromEntries(gradients.map((value, i) => [names[i]!, value.dataSync()]))];
  });
}

describe.each(testBackends(numericGradient))('recurrent layers on %s', (backend) => {
  beforeAll(() => tf.setBackend(backend));

  const [batch, time, inputUnits, units] = [2, 4, 3, 2];

  it.each(golden)(
    'give the numbers of $source: $cell, reset after $resetAfter, mask $mask, reverse $reverse, zeros $zeroOutputForMask, dropped $drop',
    async ({ cell, resetAfter, initial, mask, reverse, zeroOutputForMask, drop, results, gradients }) => {
      const kind = cell as CellKind;
      const columns = gateCount[kind] * units;
      await expectNoNewTensors(() => {
        const tensors: Tensors = {
          input: tf.tensor(wave(1, batch * time * inputUnits), [batch, time, inputUnits]),
          kernel: tf.tensor(wave(2, inputUnits * columns), [inputUnits, columns]),
          recurrentKernel: tf.tensor(wave(3, units * columns), [units, columns]),
          bias: resetAfter ? tf.tensor(wave(4, 2 * columns), [2, columns]) : tf.tensor(wave(4, columns)),
          ...(initial && { initialState: tf.tensor(wave(5, batch * units), [batch, units]) }),
          ...(initial && kind === 'lstm' && { initialCell: tf.tensor(wave(6, batch * units), [batch, units]) }),
          ...(mask && { mask: tf.tensor([0, 1, 1, 0, 1, 0, 1, 1], [batch, time], 'bool') }),
          ...(drop && {
            recurrentMask: tf.tensor(
              wave(10, batch * units).map((value) => (value > 0 ? 2 : 0)),
              [batch, units],
            ),
          }),
        };
        const settings = { cell: kind, resetAfter, reverse, zeroOutputForMask };
        const [found, foundGradients] = runWithGradients(tensors, settings);
        expect(Object.keys(found!)).toEqual(Object.keys(results));
        for (const [name, values] of Object.entries(results)) expectClose(found![name]!, values as number[]);
        for (const [name, values] of Object.entries(gradients)) expectClose(foundGradients![name]!, values as number[]);
        Object.values(tensors).forEach((value) => value.dispose());
      });
    },
  );

  it('do what their definition says, whatever is given', () => {
    const settings = fc.record({
      cell: fc.constantFrom<CellKind>('rnn', 'gru', 'lstm'),
      resetAfter: fc.boolean(),
      reverse: fc.boolean(),
      zeroOutputForMask: fc.boolean(),
    });
    const sizes = fc.record({
      batch: fc.integer({ min: 1, max: 3 }),
      time: fc.integer({ min: 1, max: 4 }),
      inputUnits: fc.integer({ min: 1, max: 3 }),
      units: fc.integer({ min: 1, max: 3 }),
      reads: fc.constantFrom('vectors', 'ids', 'one-hot ids'),
    });
    const present = fc.record({
      inputScale: fc.boolean(),
      bias: fc.boolean(),
      initialState: fc.boolean(),
      initialCell: fc.boolean(),
      mask: fc.boolean(),
      recurrentMask: fc.boolean(),
    });
    const property = fc.property(settings, sizes, present, fc.nat(1000), (setting, size, given, phase) => {
      const { cell, resetAfter } = setting;
      const columns = gateCount[cell] * size.units;
      const vocabulary = 4;
      const rows = size.reads === 'one-hot ids' ? vocabulary : size.inputUnits;
      const shapes: Partial<Record<RecurrentInputName, number[]>> = {
        ...(size.reads === 'vectors' ? { input: [size.batch, size.time, rows] } : { ids: [size.batch, size.time] }),
        ...(size.reads === 'ids' && { table: [vocabulary, rows] }),
        ...(size.reads !== 'vectors' && given.inputScale && { inputScale: [size.batch, size.time] }),
        kernel: [rows, columns],
        recurrentKernel: [size.units, columns],
        ...(given.bias && { bias: cell === 'gru' && resetAfter ? [2, columns] : [columns] }),
        ...(given.initialState && { initialState: [size.batch, size.units] }),
        ...(given.initialCell && cell === 'lstm' && { initialCell: [size.batch, size.units] }),
        ...(given.mask && { mask: [size.batch, size.time] }),
        ...(given.recurrentMask && { recurrentMask: [size.batch, size.units] }),
      };
      tf.tidy(() => {
        const arrays: { -readonly [name in RecurrentInputName]?: Float64Array } = {};
        const tensors: Tensors = {};
        (Object.keys(shapes) as RecurrentInputName[]).forEach((name, index) => {
          const shape = shapes[name]!;
          const numbers = wave(
            phase + 3 * index,
            shape.reduce((product, count) => product * count, 1),
          );
          const values = integers.has(name) ? numbers.map((value) => Math.round(value * 1e3) & limit(name)) : numbers;
          arrays[name] = Float64Array.from(values);
          tensors[name] = tf.tensor(values, shape, integers.has(name) ? 'int32' : 'float32');
        });
        expectLikeReference(arrays, tensors, { ...setting, resetAfter: cell === 'gru' && resetAfter }, size);
      });
    });
    const before = tf.memory().numTensors;
    fc.assert(property, { seed: 42, numRuns: 200 });
    expect(tf.memory().numTensors).toBe(before);
  });

  const integers: ReadonlySet<string> = new Set(['ids', 'mask']);
  const limit = (name: RecurrentInputName): number => (name === 'mask' ? 1 : 3);

  function expectLikeReference(
    arrays: ReferenceArrays,
    tensors: Tensors,
    settings: Settings,
    size: { batch: number; time: number; units: number },
  ): void {
    const [results, gradients] = runWithGradients(tensors, settings);
    const reference = (): Float64Array[] => {
      const { outputs, state, cell } = recurrentReference(arrays, { ...settings, ...size });
      return settings.cell === 'lstm' ? [outputs, state, cell] : [outputs, state];
    };
    reference().forEach((values, index) => expectClose(Object.values(results!)[index]!, values));
    const loss = (): number =>
      reference()
        .flatMap((values, index) => {
          const factors = wave(7 + index, values.length);
          return Array.from(values, (value, position) => value * factors[position]!);
        })
        .reduce((sum, value) => sum + value, 0);
    for (const [name, values] of Object.entries(gradients!)) {
      expectClose(values, numericGradient(loss, arrays[name as RecurrentInputName]!), { absolute: 2e-6 });
    }
  }
});
