import * as tf from '@tensorflow/tfjs-core';
import { type CellKind, createStepper, gateCount, type SteppedNetwork } from '@refrain/ops';
import { expectClose } from '@refrain/testing';
import { useRefrain } from './register.js';
import { randomValues } from './test-support/random-tensors.js';

function network(
  cells: readonly CellKind[],
  sizes: { units: number; vocabularySize: number; embeddingUnits?: number; resetAfter?: boolean },
): SteppedNetwork {
  const { units, vocabularySize, embeddingUnits, resetAfter = true } = sizes;
  return {
    vocabularySize,
    ...(embeddingUnits && { embedding: randomValues(vocabularySize * embeddingUnits, 1) }),
    layers: cells.map((cell, index) => {
      const inputUnits = index > 0 ? units : (embeddingUnits ?? vocabularySize);
      const columns = gateCount[cell] * units;
      return {
        ...{ cell, units, resetAfter },
        kernel: randomValues(inputUnits * columns, 2 + index, 0.5),
        recurrentKernel: randomValues(units * columns, 12 + index, 0.5),
        bias: randomValues((cell === 'gru' && resetAfter ? 2 : 1) * columns, 22 + index),
      };
    }),
    output: { kernel: randomValues(units * vocabularySize, 32), bias: randomValues(vocabularySize, 33) },
  };
}

/** Three steps of both steppers on the same ids and states. */
async function compare(stepped: SteppedNetwork, rows: number): Promise<void> {
  await tf.setBackend('cpu');
  const plain = createStepper(stepped);
  const backend = await useRefrain();
  const before = backend.heap();
  const fast = createStepper(stepped);
  expect(fast.stateSize).toBe(plain.stateSize);
  const state = randomValues(rows * plain.stateSize, 40);
  const [plainState, fastState] = [state.slice(), state.slice()];
  const [plainLogits, fastLogits] = [0, 1].map(() => new Float32Array(rows * stepped.vocabularySize)) as [
    Float32Array,
    Float32Array,
  ];
  for (let step = 0; step < 3; step++) {
    const ids = Int32Array.from({ length: rows }, (_, row) => (row * 5 + step * 3) % stepped.vocabularySize);
    plain.step(ids, plainState, plainState, plainLogits);
    fast.step(ids, fastState, fastState, fastLogits);
    expectClose(fastState, plainState, { absolute: 2e-6, relative: 1e-5 });
    expectClose(fastLogits, plainLogits, { absolute: 1e-5, relative: 1e-5 });
  }
  fast.dispose();
  plain.dispose();
  expect(backend.heap()).toEqual(before);
}

describe('the stepper of the backend', () => {
  it.each([1, 2, 4, 7])('steps every cell as the plain stepper does, with %d rows', async (rows) => {
    for (const cell of ['rnn', 'gru', 'lstm'] as const) {
      await compare(network([cell], { units: 5, vocabularySize: 7, embeddingUnits: 3 }), rows);
      await compare(network([cell, cell], { units: 16, vocabularySize: 9 }), rows);
    }
    await compare(network(['gru', 'gru'], { units: 6, vocabularySize: 5, resetAfter: false }), rows);
    await compare(network(['lstm', 'gru', 'rnn'], { units: 9, vocabularySize: 11, embeddingUnits: 4 }), rows);
  });

  it('looks embeddings up where projecting a whole vocabulary would take too long', async () => {
    await compare(network(['gru'], { units: 8, vocabularySize: 1500, embeddingUnits: 240 }), 2);
  });

  it('refuses ids outside the vocabulary, and steps after dispose', async () => {
    await useRefrain();
    const stepper = createStepper(network(['gru'], { units: 2, vocabularySize: 3 }));
    const state = new Float32Array(2);
    const step = (id: number): void => stepper.step(Int32Array.of(id), state, state, new Float32Array(3));
    expect(() => step(3)).toThrow('ids must be integers from 0 to 2; received 3.');
    stepper.dispose();
    stepper.dispose();
    expect(() => step(0)).toThrow('This stepper was disposed; make another with createStepper.');
  });
});
