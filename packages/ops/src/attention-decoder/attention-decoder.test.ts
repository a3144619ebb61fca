import { expectClose, expectNoNewTensors, numericGradient } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { type AttentionDecoderInputName, type CellKind, gateCount, isDifferentiableDecoderInput } from '../kernels.js';
import { attentionDecoderReference, type DecoderArrays } from '../test-support/attention-decoder-reference.js';
import { testBackends } from '../test-support/backends.js';
import { wave } from '../test-support/wave.js';
import { attentionDecoder } from '../index.js';
import golden from './attention-decoder.golden.json';
import type { AttentionDecoderOptions } from './types.js';

type Tensors = Partial<Record<AttentionDecoderInputName, tf.Tensor>>;
type Settings = Pick<AttentionDecoderOptions, 'cell' | 'order' | 'score' | 'readout' | 'resetAfter'> & {
  readonly layers: number;
};

/** Calls the public function with tensors by their kernel's names; results by the same names. */
function run(tensors: Tensors, { layers, ...settings }: Settings): Record<string, tf.Tensor> {
  const { input, values, keys, sourceMask: mask, queryKernel, scoreScale, readoutKernel } = tensors;
  const all = Array.from({ length: layers }, (_, layer) => layer);
  const states = all.map((layer) => ({
    state: tensors[`${layer}.initialState`],
    ...(settings.cell === 'lstm' && { cell: tensors[`${layer}.initialCell`] }),
  }));
  const masks = (name: 'inputMask' | 'recurrentMask', from: number) => {
    const list = all.slice(from).map((layer) => tensors[`${layer}.${name}`]);
    return list.some((mask) => mask === undefined) ? undefined : list;
  };
  const call = [
    { input, values, keys, mask },
    {
      layers: all.map((layer) => ({
        kernel: tensors[`${layer}.kernel`],
        recurrentKernel: tensors[`${layer}.recurrentKernel`],
        bias: tensors[`${layer}.bias`],
      })),
      queryKernel,
      scoreScale,
      readoutKernel,
    },
    {
      ...settings,
      ...(states[0]!.state && { initialStates: states }),
      initialReadout: tensors.initialReadout,
      feedMask: tensors.feedMask,
      inputMasks: masks('inputMask', 1),
      recurrentMasks: masks('recurrentMask', 0),
    },
  ] as unknown as Parameters<typeof attentionDecoder>;
  const result = attentionDecoder(...call);
  return {
    readouts: result.readouts,
    weights: result.weights,
    ...Object.fromEntries(
      result.states.flatMap(({ state, cell }, layer) => [
        [`${layer}.state`, state],
        ...(cell ? [[`${layer}.cell`, cell]] : []),
      ]),
    ),
  };
}

/** Results and gradients of Σ results · wave, as plain arrays. */
function runWithGradients(tensors: Tensors, settings: Settings): Record<string, Float32Array>[] {
  const names = (Object.keys(tensors) as AttentionDecoderInputName[]).filter(isDifferentiableDecoderInput);
  const plain = (values: Record<string, tf.Tensor>): Record<string, Float32Array> =>
    Object.fromEntries(Object.entries(values).map(([name, tensor]) => [name, tensor.dataSync<'float32'>()]));
  return tf.tidy(() => {
    const loss = (...values: tf.Tensor[]): tf.Tensor => {
      const given = { ...tensors, ...Object.fromEntries(names.map((name, index) => [name, values[index]!])) };
      const parts = Object.values(run(given, settings)).map((value, index) =>
        tf.sum(tf.mul(value, tf.tensor(wave(20 + index, value.size), value.shape))),
      );
      return tf.addN(parts);
    };
    const gradients = tf.grads(loss)(names.map((name) => tensors[name]!));
    return [
      plain(run(tensors, settings)),
      plain(Object.fromEntries(gradients.map((gradient, index) => [names[index]!, gradient]))),
    ];
  });
}

describe.each(testBackends(numericGradient))('attentionDecoder on %s', (backend) => {
  beforeAll(() => tf.setBackend(backend));

  it.each(golden)(
    'gives the numbers of PyTorch: $cell $units, order $order, score $score, readout $readout',
    async ({ shapes, results, gradients, units, ...settings }) => {
      await expectNoNewTensors(() =>
        tf.tidy(() => {
          const tensors: Tensors = { sourceMask: tf.tensor2d([1, 1, 0, 1, 1, 1, 1, 0], [2, 4], 'bool') };
          Object.entries(shapes as Record<string, number[]>).forEach(([name, shape], phase) => {
            const size = shape.reduce((product, length) => product * length, 1);
            tensors[name as AttentionDecoderInputName] = tf.tensor(wave(phase + 1, size), shape);
          });
          const [found, foundGradients] = runWithGradients(tensors, {
            ...(settings as Settings),
            layers: units.length,
          });
          expect(Object.keys(found!)).toEqual(Object.keys(results));
          for (const [name, values] of Object.entries(results)) expectClose(found![name]!, values as number[]);
          for (const [name, values] of Object.entries(gradients)) {
            expectClose(foundGradients![name]!, values as number[], { absolute: 3e-6 });
          }
        }),
      );
    },
  );

  it('does what its definition says, whatever is given', async () => {
    const anySettings = fc.record({
      cell: fc.constantFrom<CellKind>('rnn', 'gru', 'lstm'),
      resetAfter: fc.boolean(),
      order: fc.constantFrom('luong' as const, 'bahdanau' as const),
      score: fc.constantFrom('dot' as const, 'scaled-dot' as const, 'additive' as const),
      readout: fc.constantFrom('context' as const, 'concatenation' as const, 'combined' as const),
    });
    const anySizes = fc.record({
      batch: fc.integer({ min: 1, max: 2 }),
      time: fc.integer({ min: 1, max: 3 }),
      source: fc.integer({ min: 1, max: 3 }),
      units: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 2 }),
    });
    const anyPresence = fc.record({
      bias: fc.boolean(),
      initial: fc.boolean(),
      initialReadout: fc.boolean(),
      sourceMask: fc.boolean(),
      dropout: fc.boolean(),
    });
    await expectNoNewTensors(() =>
      fc.assert(
        fc.property(anySettings, anySizes, anyPresence, fc.nat(1000), (settings, sizes, present, phase) => {
          const gru = settings.cell === 'gru';
          const layers = sizes.units.length;
          const { arrays, tensors } = anyInputs(settings, { ...sizes, ...present, phase });
          tf.tidy(() => {
            const { resetAfter, ...rest } = settings;
            const [results, gradients] = runWithGradients(tensors(), {
              ...rest,
              ...(gru && { resetAfter }),
              layers,
            });
            const scoreFactor = settings.score === 'scaled-dot' ? 1 / Math.sqrt(arrays.keys!.shape[2]!) : 1;
            const attributes = { ...settings, resetAfter: gru && resetAfter, layers, scoreFactor };
            const reference = (): Float64Array[] => attentionDecoderReference(arrays, attributes);
            reference().forEach((values, index) =>
              expectClose(Object.values(results!)[index]!, values, { absolute: 2e-6 }),
            );
            const loss = (): number =>
              reference().reduce((sum, values, index) => {
                const factors = wave(20 + index, values.length);
                return sum + values.reduce((part, value, place) => part + value * factors[place]!, 0);
              }, 0);
            for (const [name, gradient] of Object.entries(gradients!)) {
              const array = arrays[name as AttentionDecoderInputName]!.values;
              const found = gradient.reduce((sum, value, place) => sum + value * direction(place), 0);
              expectClose([found], [slope(loss, array)], { absolute: 1e-5 });
            }
          });
        }),
        // The gradients of the reference backend are differences themselves, each of hundreds of whole passes.
        { seed: 7, numRuns: backend === 'cpu' ? 40 : 5 },
      ),
    );
  });

  it('gives the same in two calls as in one, where the second goes on from the first', () => {
    tf.tidy(() => {
      for (const order of ['luong', 'bahdanau'] as const) {
        const settings = { cell: 'lstm', order, score: 'additive', readout: 'combined', layers: 2 } as const;
        const sizes = { batch: 2, time: 5, source: 3, units: [3, 2], phase: 5 };
        const given = { bias: true, initial: true, initialReadout: false, sourceMask: true, dropout: true };
        const tensors = anyInputs(settings, { ...sizes, ...given }).tensors();
        const part = (first: number, count: number): tf.Tensor =>
          tf.slice(tensors.input!, [0, first, 0], [-1, count, -1]);
        const whole = run(tensors, settings);
        const before = run({ ...tensors, input: part(0, 2) }, settings);
        const last = tf.squeeze(tf.slice(before['readouts']!, [0, 1, 0], [-1, 1, -1]), [1]);
        const after = run(
          {
            ...tensors,
            input: part(2, 3),
            ...(order === 'luong' && { initialReadout: last }),
            ...Object.fromEntries(
              [0, 1].flatMap((layer) => [
                [`${layer}.initialState`, before[`${layer}.state`]],
                [`${layer}.initialCell`, before[`${layer}.cell`]],
              ]),
            ),
          },
          settings,
        );
        for (const name of ['readouts', 'weights']) {
          expectClose(tf.concat([before[name]!, after[name]!], 1).dataSync(), whole[name]!.dataSync());
        }
        expectClose(after['1.cell']!.dataSync(), whole['1.cell']!.dataSync());
      }
    });
  });
});

/** A direction in which derivatives are compared: to move each number by itself would take too many passes. */
const direction = (place: number): number => Math.cos(1.3 * place);

/** The derivative of `loss` where `values` move along {@link direction}. */
function slope(loss: () => number, values: Float64Array): number {
  const start = values.slice();
  const distance = Float64Array.of(0);
  const [found] = numericGradient(() => {
    values.forEach((_, place) => (values[place] = start[place]! + distance[0]! * direction(place)));
    return loss();
  }, distance);
  values.set(start);
  return found!;
}

interface Case {
  readonly batch: number;
  readonly time: number;
  readonly source: number;
  readonly units: readonly number[];
  readonly bias: boolean;
  readonly initial: boolean;
  readonly initialReadout: boolean;
  readonly sourceMask: boolean;
  readonly dropout: boolean;
  readonly phase: number;
}

/** Inputs of every kind by their kernel's names, as plain arrays and as the same in tensors. */
function anyInputs(
  { cell, resetAfter, order, score, readout }: Omit<Settings, 'layers'>,
  { batch, time, source, units, phase, ...present }: Case,
): { arrays: DecoderArrays; tensors: () => Tensors } {
  const [inputUnits, valueUnits] = [2, 3];
  const top = units.at(-1)!;
  const keyUnits = score === 'additive' ? 2 : top;
  const readoutUnits = { hidden: top, context: valueUnits, concatenation: top + valueUnits, combined: 4 }[readout];
  const fedUnits = order === 'luong' ? readoutUnits : valueUnits;
  const shapes: Partial<Record<AttentionDecoderInputName, number[]>> = {
    input: [batch, time, inputUnits],
    values: [batch, source, valueUnits],
    keys: [batch, source, keyUnits],
    ...(present.sourceMask && { sourceMask: [batch, source] }),
    ...(score === 'additive' && { queryKernel: [top, keyUnits], scoreScale: [keyUnits] }),
    ...(readout === 'combined' && { readoutKernel: [top + valueUnits, readoutUnits] }),
    ...(present.initialReadout && order === 'luong' && { initialReadout: [batch, readoutUnits] }),
    ...(present.dropout && { feedMask: [batch, fedUnits] }),
  };
  units.forEach((width, layer) => {
    const columns = gateCount[cell] * width;
    const inputs = layer === 0 ? inputUnits + fedUnits : units[layer - 1]!;
    shapes[`${layer}.kernel`] = [inputs, columns];
    shapes[`${layer}.recurrentKernel`] = [width, columns];
    if (present.bias) shapes[`${layer}.bias`] = cell === 'gru' && resetAfter ? [2, columns] : [columns];
    if (present.initial) shapes[`${layer}.initialState`] = [batch, width];
    if (present.initial && cell === 'lstm') shapes[`${layer}.initialCell`] = [batch, width];
    if (present.dropout) shapes[`${layer}.recurrentMask`] = [batch, width];
    if (present.dropout && layer > 0) shapes[`${layer}.inputMask`] = [batch, inputs];
  });
  const arrays = Object.fromEntries(
    (Object.entries(shapes) as [string, number[]][]).map(([name, shape], index) => {
      const numbers = Float64Array.from(
        wave(
          phase + 3 * index,
          shape.reduce((product, length) => product * length, 1),
        ),
      );
      // Dropout's factors are 0 or 2; each row of the source has at least its first position.
      if (name === 'sourceMask')
        numbers.forEach((value, place) => (numbers[place] = +(value > 0 || place % source === 0)));
      else if (name.endsWith('Mask')) numbers.forEach((value, place) => (numbers[place] = value > 0 ? 2 : 0));
      return [name, { values: numbers, shape }];
    }),
  );
  const tensors = (): Tensors =>
    Object.fromEntries(
      Object.entries(arrays).map(([name, { values, shape }]) => [
        name,
        tf.tensor(Float32Array.from(values), shape, name === 'sourceMask' ? 'int32' : 'float32'),
      ]),
    );
  return { arrays, tensors };
}
