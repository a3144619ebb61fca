import { expectClose, expectNoNewTensors, numericGradient } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import { type CellKind, finalState, gateCount, gru, lstm, simpleRnn } from '../index.js';
import type { FinalStateOptions, RecurrentInput, RecurrentWeights } from '../index.js';
import { testBackends } from '../test-support/backends.js';
import { wave } from '../test-support/wave.js';

const [batch, time, inputUnits, units] = [3, 4, 2, 2];

function waves(phase: number, ...shape: number[]): tf.Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(wave(phase, size), shape);
}

/** Input, weights, then initial states. */
function leavesOf(cell: CellKind): tf.Tensor[] {
  const gates = gateCount[cell] * units;
  return [
    waves(1, batch, time, inputUnits),
    waves(2, inputUnits, gates),
    waves(3, units, gates),
    cell === 'gru' ? waves(4, 2, gates) : waves(4, gates),
    waves(5, batch, units),
    ...(cell === 'lstm' ? [waves(6, batch, units)] : []),
  ];
}

type Layer = (input: RecurrentInput, weights: RecurrentWeights, states: object) => { [name: string]: tf.Tensor };

/** The states that `layer` gives, and the gradients of all leaves. */
function states(cell: CellKind, layer: Layer): number[][] {
  return tf.tidy(() => {
    const leaves = leavesOf(cell);
    const run = (...[input, kernel, recurrentKernel, bias, initialState, initialCell]: tf.Tensor[]): tf.Tensor => {
      const weights = { kernel, recurrentKernel, bias } as RecurrentWeights;
      const given = { initialState, ...(initialCell && { initialCell }) };
      const result = layer({ input: input as tf.Tensor3D }, weights, given);
      return tf.stack(['state', 'cell'].flatMap((name) => result[name] ?? []));
    };
    const arriving = waves(9, cell === 'lstm' ? 2 : 1, batch, units);
    return [run(...leaves), ...tf.grads(run)(leaves, arriving)].map((value) => [...value.dataSync()]);
  });
}

describe.each(testBackends(numericGradient))('finalState on %s', (backend) => {
  beforeAll(() => tf.setBackend(backend));

  it.each<[CellKind, boolean, boolean]>([
    ['rnn', false, true],
    ['gru', false, true],
    ['gru', true, true],
    ['lstm', true, true],
    ['lstm', false, false],
  ])(
    'gives the states of the whole layer, and its gradients: %s, reverse %s, mask %s',
    async (cell, reverse, masked) => {
      await expectNoNewTensors(() =>
        tf.tidy(() => {
          const mask = tf.tensor2d([1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1], [batch, time], 'bool');
          const options = { reverse, ...(masked && { mask }) };
          const whole = { rnn: simpleRnn, gru, lstm }[cell] as unknown as Layer;
          const expected = states(cell, (input, weights, initial) => whole(input, weights, { ...options, ...initial }));
          const found = states(cell, (input, weights, initial) => {
            const result = finalState(input, weights, { cell, ...options, ...initial });
            expect(Object.keys(result)).toEqual(cell === 'lstm' ? ['state', 'cell'] : ['state']);
            return { ...result };
          });
          found.forEach((values, index) => expectClose(values, expected[index]!, { absolute: 2e-6 }));
        }),
      );
    },
  );

  it('leaves its states, and nothing else, to the caller outside of tidy', async () => {
    await expectNoNewTensors(() => {
      const leaves = leavesOf('lstm');
      const [input, kernel, recurrentKernel, bias] = leaves;
      const weights = { kernel, recurrentKernel, bias } as RecurrentWeights;
      const before = tf.memory().numTensors;
      const { state, cell } = finalState({ input: input as tf.Tensor3D }, weights, { cell: 'lstm' });
      expect(tf.memory().numTensors).toBe(before + 2);
      [state, cell!, ...leaves].forEach((tensor) => tensor.dispose());
    });
  });
});

describe('finalState refuses', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it.each<[string, object, string]>([
    ['an unknown cell', { cell: 'GRU' }, 'cell must be one of "gru", "lstm", "rnn"; received "GRU".'],
    [
      'an option that changes nothing',
      { cell: 'gru', zeroOutputForMask: true },
      'finalState does not know the option "zeroOutputForMask"; known options are cell, initialState, initialCell, mask, ' +
        'reverse, recurrentMask, resetAfter.',
    ],
    [
      'a reset gate of another cell',
      { cell: 'lstm', resetAfter: true },
      "resetAfter must be left out for the cell 'lstm'; received true. Only a GRU has it.",
    ],
    ['a mask of other positions', { cell: 'gru', mask: [[1, 0]] }, 'mask must have the shape [3, 4]; received [1, 2].'],
  ])('%s', async (_, { mask, ...options }: { mask?: number[][] }, message) => {
    await expectNoNewTensors(() =>
      tf.tidy(() => {
        const [input, kernel, recurrentKernel] = leavesOf('gru');
        const weights = { kernel, recurrentKernel } as RecurrentWeights;
        const given = { ...options, ...(mask && { mask: tf.tensor2d(mask) }) } as FinalStateOptions;
        expect(() => finalState({ input: input as tf.Tensor3D }, weights, given)).toThrow(new Error(message));
      }),
    );
  });

  it('a cell state for a layer that has none', async () => {
    await expectNoNewTensors(() =>
      tf.tidy(() => {
        const [input, kernel, recurrentKernel] = leavesOf('gru');
        const weights = { kernel, recurrentKernel } as RecurrentWeights;
        const call = (): unknown =>
          finalState({ input: input as tf.Tensor3D }, weights, { cell: 'gru', initialCell: tf.zeros([3, 2]) });
        expect(call).toThrow(/^initialCell must be left out for the cell 'gru'; received .*\. Only an LSTM has it\.$/);
      }),
    );
  });
});
