import { expectClose, expectNoNewTensors, numericGradient } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import { bidirectional, gateCount } from '../index.js';
import type { BidirectionalOptions, CellKind, MergeMode, RecurrentInput, RecurrentState } from '../index.js';
import { testBackends } from '../test-support/backends.js';
import { wave } from '../test-support/wave.js';
import golden from './bidirectional.golden.json';

const [batch, time, inputUnits, units] = [2, 4, 3, 2];

function waves(phase: number, ...shape: number[]): tf.Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(wave(phase, size), shape);
}

/** Input, the weights forward and backward, then the states, in Keras's order. */
function leavesOf(cell: CellKind, initial: boolean): tf.Tensor[] {
  const gates = gateCount[cell] * units;
  const layer = (phase: number): tf.Tensor[] => [
    waves(phase, inputUnits, gates),
    waves(phase + 1, units, gates),
    cell === 'gru' ? waves(phase + 2, 2, gates) : waves(phase + 2, gates),
  ];
  const states = initial ? Array.from({ length: cell === 'lstm' ? 4 : 2 }, (_, i) => waves(10 + i, batch, units)) : [];
  return [waves(1, batch, time, inputUnits), ...layer(2), ...layer(5), ...states];
}

/** Outputs, then the states, in Keras's order. */
function run(leaves: readonly tf.Tensor[], options: BidirectionalOptions): tf.Tensor[] {
  const [input, kernel, recurrentKernel, bias, otherKernel, otherRecurrent, otherBias, ...states] =
    leaves as tf.Tensor2D[];
  const perDirection = states.length / 2;
  const state = (at: number): RecurrentState => ({
    state: states[at]!,
    ...(perDirection === 2 && { cell: states[at + 1]! }),
  });
  const result = bidirectional(
    { input } as unknown as RecurrentInput,
    {
      forward: { kernel: kernel!, recurrentKernel: recurrentKernel!, bias },
      backward: { kernel: otherKernel!, recurrentKernel: otherRecurrent!, bias: otherBias },
    },
    {
      ...options,
      ...(states.length > 0 && { initialStates: { forward: state(0), backward: state(perDirection) } }),
    } as {
      cell: CellKind;
    },
  );
  const outputs = result.outputs instanceof tf.Tensor ? [result.outputs] : Object.values(result.outputs as object);
  const { forward, backward } = result.states;
  return [...outputs, forward.state, forward.cell, backward.state, backward.cell].filter(
    (value) => value !== undefined,
  );
}

describe.each(testBackends(numericGradient))('bidirectional on %s', (backend) => {
  beforeAll(() => tf.setBackend(backend));

  it.each(golden)(
    'gives the numbers of Keras: $cell, $merge, mask $mask, initial states $initial',
    async ({ mask, initial, results, gradients, ...kind }) => {
      const [cell, merge] = [kind.cell as CellKind, kind.merge as MergeMode];
      await expectNoNewTensors(() =>
        tf.tidy(() => {
          const leaves = leavesOf(cell, initial);
          const options: BidirectionalOptions = {
            cell,
            merge,
            ...(mask && { mask: tf.tensor2d([1, 1, 1, 0, 0, 1, 0, 1], [batch, time], 'int32') }),
          };
          const found = run(leaves, options);
          expect(found).toHaveLength(results.length);
          found.forEach((value, index) => expectClose(value.dataSync(), results[index]!));
          const foundGradients = tf.grads((...values) =>
            tf.addN(
              run(values, options).map((value, index) => tf.sum(tf.mul(value, waves(20 + index, ...value.shape)))),
            ),
          )(leaves);
          foundGradients.forEach((value, index) => {
            expectClose(value.dataSync(), gradients[index]!, { absolute: 2e-6 });
          });
        }),
      );
    },
  );
});

describe('bidirectional refuses', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it.each<[string, object, string]>([
    ['an unknown cell', { cell: 'GRU' }, 'cell must be one of "gru", "lstm", "rnn"; received "GRU".'],
    [
      'an unknown merge mode',
      { cell: 'lstm', merge: 'ave' },
      'merge must be one of "concat", "sum", "average", "multiply", "none"; received "ave".',
    ],
    [
      'a reset gate of another cell',
      { cell: 'lstm', resetAfter: true },
      "resetAfter must be left out for the cell 'lstm'; received true. Only a GRU has it.",
    ],
    [
      'an option it does not know',
      { cell: 'lstm', reverse: true },
      'bidirectional does not know the option "reverse"; known options are cell, merge, mask, initialStates, recurrentMasks, resetAfter.',
    ],
    [
      'states of no direction',
      { cell: 'lstm', initialStates: { left: undefined } },
      'initialStates does not know the option "left"; known options are forward, backward.',
    ],
  ])('%s', async (_, options, message) => {
    await expectNoNewTensors(() =>
      tf.tidy(() => {
        expect(() => run(leavesOf('lstm', false), options as BidirectionalOptions)).toThrow(new Error(message));
      }),
    );
  });
});
