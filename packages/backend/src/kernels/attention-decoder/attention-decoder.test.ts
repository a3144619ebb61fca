import * as tf from '@tensorflow/tfjs-core';
import {
  attentionDecoder,
  attentionDecoderGradientKernelName,
  attentionDecoderKernelName,
  type AttentionDecoderOptions,
  type AttentionDecoderSequences,
  type AttentionDecoderWeights,
  type CellKind,
  gateCount,
} from '@refrain/ops';
import { expectClose, expectNoNewTensors } from '@refrain/testing';
import fc from 'fast-check';
import { useRefrain } from '../../register.js';
import { setThreadCount } from '../../runtime/thread-count.js';
import { randomIds, randomTensor } from '../../test-support/random-tensors.js';

interface Case {
  readonly cell: CellKind;
  readonly resetAfter: boolean;
  readonly order: 'luong' | 'bahdanau';
  readonly score: 'dot' | 'scaled-dot' | 'additive';
  readonly readout: 'hidden' | 'context' | 'concatenation' | 'combined';
  readonly units: readonly number[];
  readonly rows: number;
  readonly time: number;
  readonly source: number;
  readonly inputUnits: number;
  readonly valueUnits: number;
  readonly masked: boolean;
  readonly dropped: boolean;
  readonly started: boolean;
  readonly biased: boolean;
}

const anyCase: fc.Arbitrary<Case> = fc.record({
  cell: fc.constantFrom('rnn', 'gru', 'lstm'),
  resetAfter: fc.boolean(),
  order: fc.constantFrom('luong', 'bahdanau'),
  score: fc.constantFrom('dot', 'scaled-dot', 'additive'),
  readout: fc.constantFrom('context', 'concatenation', 'combined'),
  units: fc.array(fc.constantFrom(3, 8, 13), { minLength: 1, maxLength: 2 }),
  rows: fc.integer({ min: 1, max: 6 }),
  time: fc.integer({ min: 1, max: 4 }),
  source: fc.integer({ min: 1, max: 9 }),
  inputUnits: fc.integer({ min: 1, max: 5 }),
  valueUnits: fc.integer({ min: 1, max: 9 }),
  masked: fc.boolean(),
  dropped: fc.boolean(),
  started: fc.boolean(),
  biased: fc.boolean(),
});

/** Tensors of a case in a list, so that gradients of them all can be taken, and the call that reads such a list. */
function tensorsOf(given: Case): { tensors: tf.Tensor[]; run: (tensors: tf.Tensor[]) => tf.Tensor[] } {
  const { cell, order, score, readout, units, rows, time, source, inputUnits, valueUnits } = given;
  const top = units.at(-1)!;
  const keyUnits = score === 'additive' ? 6 : top;
  const readoutUnits = { hidden: top, context: valueUnits, concatenation: top + valueUnits, combined: 5 }[readout];
  const fedUnits = order === 'luong' ? readoutUnits : valueUnits;
  const tensors: tf.Tensor[] = [];
  const use = (...shape: number[]): ((list: tf.Tensor[]) => tf.Tensor) => {
    const place = tensors.push(randomTensor(shape, tensors.length + 1, 0.8)) - 1;
    return (list) => list[place]!;
  };
  const maybe = (present: boolean, ...shape: number[]): ((list: tf.Tensor[]) => tf.Tensor) | undefined =>
    present ? use(...shape) : undefined;
  const dropout = (width: number, seed: number): tf.Tensor2D =>
    tf.mul(tf.cast(randomIds([rows, width], 2, seed), 'float32'), 2);

  const sequences = {
    input: use(rows, time, inputUnits),
    values: use(rows, source, valueUnits),
    keys: use(rows, source, keyUnits),
  };
  const weights = {
    queryKernel: maybe(score === 'additive', top, keyUnits),
    scoreScale: maybe(score === 'additive', keyUnits),
    readoutKernel: maybe(readout === 'combined', top + valueUnits, readoutUnits),
  };
  const twoBiases = cell === 'gru' && given.resetAfter;
  const layers = units.map((width, layer) => {
    const columns = gateCount[cell] * width;
    return {
      kernel: use(layer === 0 ? inputUnits + fedUnits : units[layer - 1]!, columns),
      recurrentKernel: use(width, columns),
      bias: maybe(given.biased, ...(twoBiases ? [2, columns] : [columns])),
      state: maybe(given.started, rows, width),
      cell: maybe(given.started && cell === 'lstm', rows, width),
    };
  });
  const initialReadout = maybe(given.started && order === 'luong', rows, readoutUnits);
  const mask = given.masked ? tf.cast(randomIds([rows, source], 2, 99), 'int32') : undefined;
  const masks = given.dropped && {
    feedMask: dropout(fedUnits, 50),
    inputMasks: units.slice(1).map((_, layer) => dropout(units[layer]!, 51 + layer)),
    recurrentMasks: units.map((width, layer) => dropout(width, 61 + layer)),
  };
  const run = (list: tf.Tensor[]): tf.Tensor[] => {
    const filled = (read: Record<string, ((list: tf.Tensor[]) => tf.Tensor) | undefined>) =>
      Object.fromEntries(Object.entries(read).map(([name, pick]) => [name, pick?.(list)]));
    const result = attentionDecoder(
      { ...filled(sequences), mask } as unknown as AttentionDecoderSequences,
      { ...filled(weights), layers: layers.map(filled) } as unknown as AttentionDecoderWeights,
      {
        ...{ cell, order, score, readout },
        ...(cell === 'gru' && { resetAfter: given.resetAfter }),
        ...(given.started && {
          initialStates: layers.map(({ state, cell: memory }) => ({ state: state!(list), cell: memory?.(list) })),
        }),
        initialReadout: initialReadout?.(list),
        ...masks,
      } as unknown as AttentionDecoderOptions,
    );
    const states = result.states.flatMap(({ state, cell: memory }) => (memory ? [state, memory] : [state]));
    return [result.readouts, result.weights, ...states];
  };
  return { tensors, run };
}

/** Outputs and the gradients of everything, each as an array. */
function outputsAndGradients(given: Case): number[][] {
  return tf.tidy(() => {
    const { tensors, run } = tensorsOf(given);
    const loss = (...list: tf.Tensor[]): tf.Tensor =>
      tf.addN(run(list).map((output, index) => tf.sum(tf.mul(output, randomTensor(output.shape, 70 + index)))));
    return [...run(tensors), ...tf.grads(loss)(tensors)].map((tensor) => Array.from(tensor.dataSync()));
  });
}

async function compare(given: Case): Promise<void> {
  await tf.setBackend('cpu');
  const expected = outputsAndGradients(given);
  const backend = await useRefrain();
  const before = backend.heap();
  const found = await expectNoNewTensors(() => outputsAndGradients(given));
  expect(backend.heap()).toEqual(before);
  expect(found).toHaveLength(expected.length);
  found.forEach((values, index) => expectClose(values, expected[index]!, { absolute: 2e-5, relative: 1e-4 }));
}

const small: Case = {
  ...{ cell: 'gru', resetAfter: true, order: 'bahdanau', score: 'additive', readout: 'hidden', units: [16] },
  ...{ rows: 5, time: 3, source: 7, inputUnits: 4, valueUnits: 6 },
  ...{ masked: true, dropped: false, started: true, biased: true },
};

describe('the fused attention decoder', () => {
  afterEach(() => setThreadCount(undefined));

  it('agrees with the composed one, outputs and gradients, and frees what it kept', async () => {
    await fc.assert(fc.asyncProperty(anyCase, compare), { seed: 11, numRuns: 60 });
  });

  it('gives the state alone as its readout', async () => {
    await compare(small);
    await compare({ ...small, cell: 'lstm', units: [9, 5], dropped: true });
  });

  it('gives the same, bit for bit, on one thread and on two', async () => {
    await useRefrain();
    const large: Case = { ...small, units: [64], rows: 64, time: 2, source: 20, inputUnits: 64, valueUnits: 64 };
    const results = [1, 2].map((count) => {
      setThreadCount(count);
      return outputsAndGradients({ ...large, order: 'luong', readout: 'combined' });
    });
    expect(results[1]).toEqual(results[0]);
  });

  it('runs forward again for a gradient where nothing was kept', async () => {
    await useRefrain();
    tf.tidy(() => {
      const inputs = ['input', 'values', 'keys', '0.kernel', '0.recurrentKernel'];
      const shapes = [
        [2, 3, 4],
        [2, 5, 6],
        [2, 5, 6],
        [4 + 12, 18],
        [6, 18],
      ];
      const tensors = shapes.map((shape, index) => randomTensor(shape, index + 1));
      const attributes = { inputs, cell: 'gru', resetAfter: true, layers: 1, scoreFactor: 1, order: 'luong' };
      const run = (name: string, list: tf.Tensor[], saveForGradient: boolean): tf.Tensor[] =>
        tf.engine().runKernel(
          name,
          list as unknown as tf.NamedTensorMap,
          {
            ...{ ...attributes, readout: 'concatenation', saveForGradient },
          } as unknown as tf.NamedAttrMap,
        );
      const [kept, forgotten] = [true, false].map((save) => {
        const outputs = run(attentionDecoderKernelName, tensors, save);
        const arriving = outputs.map(({ shape }, index) => randomTensor(shape, 80 + index));
        const found = run(attentionDecoderGradientKernelName, [...tensors, outputs[0]!, ...arriving], save);
        return found.map((gradient) => Array.from(gradient.dataSync()));
      });
      expect(forgotten).toEqual(kept);
    });
  });
});
