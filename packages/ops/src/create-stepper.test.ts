import '@tensorflow/tfjs-backend-cpu';
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { Random } from '@refrain/core';
import { expectClose, expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import {
  type CellKind,
  createStepper,
  gateCount,
  glorotUniform,
  gru,
  linear,
  lstm,
  orthogonal,
  type RecurrentInput,
  simpleRnn,
  type SteppedLayer,
  type SteppedNetwork,
  uniform,
} from './index.js';

const vocabularySize = 5;
const layerKinds: [CellKind, boolean][] = [['gru', true], ['gru', false], ['lstm', false], ['rnn', false]]; // prettier-ignore

/** A network of random weights; `cells` from the first layer up, each of another width. */
function network(cells: readonly [CellKind, boolean][], embeddingUnits?: number): SteppedNetwork {
  const random = new Random(7);
  let inputUnits = embeddingUnits ?? vocabularySize;
  const layers = cells.map(([cell, resetAfter], index): SteppedLayer => {
    const units = 3 + index;
    const columns = gateCount[cell] * units;
    const kernel = glorotUniform(random, [inputUnits, columns]);
    inputUnits = units;
    return {
      cell,
      resetAfter,
      units,
      kernel,
      recurrentKernel: orthogonal(random, [units, columns]),
      bias: uniform(random, [resetAfter ? 2 * columns : columns], { minimum: -1, maximum: 1 }),
    };
  });
  return {
    vocabularySize,
    ...(embeddingUnits && { embedding: glorotUniform(random, [vocabularySize, embeddingUnits]) }),
    layers,
    output: {
      kernel: glorotUniform(random, [inputUnits, vocabularySize]),
      bias: uniform(random, [vocabularySize], { minimum: -1, maximum: 1 }),
    },
  };
}

/** Logits [batch, time, vocabulary] of whole sequences, by the operations. */
function wholeSequences({ embedding, layers, output }: SteppedNetwork, ids: tf.Tensor2D): Float32Array {
  return tf.tidy(() => {
    let input: RecurrentInput = embedding ? { ids, table: tf.tensor2d(embedding, [vocabularySize, 2]) } : { ids };
    for (const { cell, resetAfter, units, ...weights } of layers) {
      const columns = gateCount[cell] * units;
      const tensors = {
        kernel: tf.tensor2d(weights.kernel, [weights.kernel.length / columns, columns]),
        recurrentKernel: tf.tensor2d(weights.recurrentKernel, [units, columns]),
        bias: tf.reshape(tf.tensor1d(weights.bias), resetAfter ? [2, columns] : [columns]),
      };
      if (cell === 'gru') input = { input: gru(input, tensors, { resetAfter }).outputs };
      else input = { input: { lstm, rnn: simpleRnn }[cell](input, tensors).outputs };
    }
    const top = (input as { input: tf.Tensor3D }).input;
    const kernel = tf.tensor2d(output.kernel, [top.shape[2], vocabularySize]);
    return linear(top, kernel, tf.tensor1d(output.bias)).dataSync() as Float32Array;
  });
}

describe('createStepper', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it.each([
    ...layerKinds.map((kind) => ({ cells: [kind], embeddingUnits: 2 })),
    ...layerKinds.map((kind) => ({ cells: [kind], embeddingUnits: undefined })),
    { cells: layerKinds, embeddingUnits: 2 },
  ])('steps as whole sequences run: $cells, embedding $embeddingUnits', async ({ cells, embeddingUnits }) => {
    const stepped = network(cells, embeddingUnits);
    const ids = [[4, 0, 2], [1, 1, 3]]; // prettier-ignore
    await expectNoNewTensors(() => {
      const idTensor = tf.tensor2d(ids, [2, 3], 'int32');
      const expected = wholeSequences(stepped, idTensor);
      idTensor.dispose();
      const stepper = createStepper(stepped);
      const state = new Float32Array(2 * stepper.stateSize);
      const logits = new Float32Array(2 * vocabularySize);
      for (let time = 0; time < 3; time++) {
        stepper.step(
          Int32Array.from(ids, (row) => row[time]!),
          state,
          state,
          logits,
        );
        for (const row of [0, 1]) {
          const start = (row * 3 + time) * vocabularySize;
          expectClose(
            logits.subarray(row * vocabularySize, (row + 1) * vocabularySize),
            expected.subarray(start, start + vocabularySize),
          );
        }
      }
      stepper.dispose();
    });
  });

  it('leaves the state before alone when it writes the next elsewhere', () => {
    const stepper = createStepper(network(layerKinds, 2));
    const state = new Float32Array(stepper.stateSize).fill(0.5);
    const inPlace = state.slice();
    const next = new Float32Array(stepper.stateSize);
    const logits = new Float32Array(vocabularySize);
    stepper.step(Int32Array.of(3), state, next, logits);
    expect(Array.from(state)).toEqual(new Array(stepper.stateSize).fill(0.5));
    stepper.step(Int32Array.of(3), inPlace, inPlace, logits);
    expect(Array.from(inPlace)).toEqual(Array.from(next));
  });

  it("uses the backend's own stepper where it has one", async () => {
    const stepper = { stateSize: 1, step: () => undefined, dispose: () => undefined };
    class SteppingBackend extends MathBackendCPU {
      createStepper = () => stepper;
    }
    tf.registerBackend('stepping', () => new SteppingBackend());
    await tf.setBackend('stepping');
    expect(createStepper(network([['rnn', false]]))).toBe(stepper);
    await tf.setBackend('cpu');
  });

  it('refuses ids outside of the vocabulary and use after disposal', () => {
    const stepper = createStepper(network([['rnn', false]]));
    const state = new Float32Array(2 * stepper.stateSize);
    const logits = new Float32Array(2 * vocabularySize);
    expect(() => stepper.step(Int32Array.of(0, 5), state, state, logits)).toThrow(
      'ids[1] must be an id from 0 to 4; received 5.',
    );
    stepper.dispose();
    expect(() => stepper.step(Int32Array.of(0, 0), state, state, logits)).toThrow(
      'stepper must be in use; received "disposed". Make a new one with createStepper.',
    );
  });

  it('refuses arrays that do not fit the network', () => {
    const fine = network([['gru', true]], 2);
    const change = (name: keyof SteppedLayer, length: number): SteppedNetwork => ({
      ...fine,
      layers: [{ ...fine.layers[0]!, [name]: new Float32Array(length) }],
    });
    expect(() => createStepper({ ...fine, embedding: new Float32Array(7) })).toThrow(
      'embedding.length must be a multiple of vocabularySize, 5; received 7.',
    );
    expect(() => createStepper(change('kernel', 5))).toThrow('layers[0].kernel.length must be 18; received 5.');
    expect(() => createStepper(change('recurrentKernel', 5))).toThrow(
      'layers[0].recurrentKernel.length must be 27; received 5.',
    );
    expect(() => createStepper(change('bias', 9))).toThrow('layers[0].bias.length must be 18; received 9.');
    const output = { kernel: new Float32Array(15), bias: new Float32Array(4) };
    expect(() => createStepper({ ...fine, output })).toThrow('output.bias.length must be 5; received 4.');
  });
});
