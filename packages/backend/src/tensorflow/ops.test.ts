import * as tf from '@tensorflow/tfjs-core';
import {
  attention,
  attentionDecoder,
  bidirectional,
  binaryCrossEntropy,
  concatUnits,
  embedding,
  finalState,
  linear,
  logUniformCandidates,
  type OptimizerRule,
  optimizerUpdate,
  sampledSoftmaxLoss,
  squaredNorm,
} from '@refrain/ops';
import { Random } from '@refrain/core';
import { expectClose, expectNoNewTensors } from '@refrain/testing';
import { pickBackend } from '../pick-backend/pick-backend.js';
import { useRefrain } from '../register.js';
import { randomIds, randomTensor } from '../test-support/random-tensors.js';
import { describeOnTensorflow } from '../test-support/tensorflow-build.js';

const [rows, time, width, units, vocabulary] = [3, 4, 6, 5, 9];
type Matrix = tf.Tensor2D;
type Sequence = tf.Tensor3D;

/** Every operation that isn't tested for itself: what it reads with a gradient, and what it gives. */
const operations: Record<string, { shapes: number[][]; run: (given: tf.Tensor[]) => tf.Tensor[] }> = {
  linear: {
    shapes: [[rows, time, width], [width, units], [units]],
    run: ([input, kernel, bias]) => [linear(input!, kernel as Matrix, bias as tf.Tensor1D)],
  },
  embedding: {
    shapes: [[vocabulary, width]],
    run: ([table]) => [embedding(ids([rows, time], 1) as Matrix, table as Matrix)],
  },
  concatUnits: {
    shapes: [
      [rows, time, width],
      [rows, time, units],
    ],
    run: (parts) => [concatUnits(parts as Sequence[])],
  },
  squaredNorm: { shapes: [[rows, width], [units]], run: (tensors) => [squaredNorm(tensors)] },
  binaryCrossEntropy: {
    shapes: [[rows]],
    run: ([logits]) => [binaryCrossEntropy(logits!, tf.tensor1d([1, 0, 1])).mean],
  },
  sampledSoftmaxLoss: {
    shapes: [[rows, width], [vocabulary, width], [vocabulary]],
    run: ([inputs, kernel, bias]) => {
      const candidates = logUniformCandidates(new Random(1), { count: 4, classes: vocabulary });
      const given = { inputs: inputs!, targets: ids([rows], 2), kernel: kernel as Matrix, bias: bias as tf.Tensor1D };
      return [sampledSoftmaxLoss(given, { candidates }).mean];
    },
  },
  attention: {
    shapes: [
      [rows, 2, units],
      [rows, time, units],
    ],
    run: ([queries, values]) => {
      const given = { queries: queries as Sequence, values: values as Sequence, mask: padding() };
      const { context, weights } = attention(given, { score: 'dot' });
      return [context, weights];
    },
  },
  bidirectional: {
    shapes: [
      [rows, time, width],
      [width, 4 * units],
      [units, 4 * units],
    ],
    run: ([input, kernel, recurrentKernel]) => {
      const layer = { kernel: kernel as Matrix, recurrentKernel: recurrentKernel as Matrix };
      const weights = { forward: layer, backward: layer };
      const options = { cell: 'lstm', mask: padding() } as const;
      const { outputs, states } = bidirectional({ input: input as Sequence }, weights, options);
      return [outputs, states.forward.state, states.backward.state, states.backward.cell!];
    },
  },
  finalState: {
    shapes: [
      [rows, time, width],
      [width, 3 * units],
      [units, 3 * units],
    ],
    run: ([input, kernel, recurrentKernel]) => {
      const layer = { kernel: kernel as Matrix, recurrentKernel: recurrentKernel as Matrix };
      return [finalState({ input: input as Sequence }, layer, { cell: 'gru', mask: padding() }).state];
    },
  },
  attentionDecoder: {
    shapes: [
      [rows, 3, width],
      [rows, time, units],
      [width + 2 * units, 3 * units],
      [units, 3 * units],
      [2 * units, 2 * units],
    ],
    run: ([input, values, kernel, recurrentKernel, readoutKernel]) => {
      const { readouts, weights } = attentionDecoder(
        { input: input as Sequence, values: values as Sequence, mask: padding() },
        {
          layers: [{ kernel: kernel as Matrix, recurrentKernel: recurrentKernel as Matrix }],
          readoutKernel: readoutKernel as Matrix,
        },
        { cell: 'gru', order: 'luong', score: 'dot', readout: 'combined' },
      );
      return [readouts, weights];
    },
  },
};

function ids(shape: number[], seed: number): tf.Tensor {
  return randomIds(shape, vocabulary, seed);
}

function padding(): Matrix {
  return tf.tensor2d([1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 0], [rows, time], 'int32');
}

const optimizers: Record<string, OptimizerRule> = {
  adam: {
    rule: 'adam',
    ...{ beta1: 0.9, beta2: 0.999, stepMomentum: 0.02, stepGradient: 0.01 },
    ...{ varianceScale: 30, epsilon: 1e-7, decay: 0.004 },
  },
  'adam without decay': {
    rule: 'adam',
    ...{ beta1: 0.9, beta2: 0.999, stepMomentum: 0.02, stepGradient: 0 },
    ...{ varianceScale: 30, epsilon: 1e-7, decay: 0 },
  },
  rmsprop: { rule: 'rmsprop', rate: 0.01, rho: 0.95, momentum: 0.9, epsilon: 1e-7, epsilonInside: true },
  'rmsprop without momentum': {
    rule: 'rmsprop',
    ...{ rate: 0.01, rho: 0.9, momentum: 0, epsilon: 1e-7, epsilonInside: false },
  },
  sgd: { rule: 'sgd', rate: 0.1, momentum: 0, nesterov: false },
  'sgd with momentum': { rule: 'sgd', rate: 0.1, momentum: 0.9, nesterov: false },
  'sgd of Nesterov': { rule: 'sgd', rate: 0.1, momentum: 0.9, nesterov: true },
};

/** How many slots a rule has. */
function slotCount(rule: OptimizerRule): number {
  if (rule.rule === 'adam') return 2;
  return (rule.rule === 'rmsprop' ? 1 : 0) + (rule.momentum > 0 ? 1 : 0);
}

describeOnTensorflow('on TensorFlow', () => {
  async function compare(work: () => tf.Tensor[]): Promise<void> {
    const read = (): Float32Array[] => tf.tidy(() => work().map((tensor) => tensor.dataSync() as Float32Array));
    await useRefrain();
    const expected = read();
    await pickBackend({ backend: 'tensorflow' });
    const actual = await expectNoNewTensors(read);
    expect(actual.length).toBe(expected.length);
    actual.forEach((values, index) => expectClose(values, expected[index]!, { absolute: 1e-5, relative: 1e-4 }));
    const { binding } = tf.backend() as unknown as { binding: { getNumOfTensors(): number } };
    const before = binding.getNumOfTensors();
    read();
    expect(binding.getNumOfTensors()).toBe(before);
  }

  it.each(Object.keys(operations))('%s and its gradients are those of refrain', (name) =>
    compare(() => {
      const { shapes, run } = operations[name]!;
      const given = shapes.map((shape, index) => randomTensor(shape, index + 1, 0.7));
      const loss = (...values: tf.Tensor[]): tf.Tensor =>
        tf.addN(run(values).map((value, index) => tf.sum(tf.mul(value, randomTensor(value.shape, 20 + index)))));
      return [...run(given), ...tf.grads(loss)(given)];
    }),
  );

  describe.each(Object.keys(optimizers))('%s', (name) => {
    const bounded = { gradientScale: 0.5, clipValue: 0.3, l2: 0.01 };
    const free = { gradientScale: 1, clipValue: Infinity, l2: 0 };

    it.each([bounded, free])('takes the step that it takes on refrain: %j', (bounds) =>
      compare(() => {
        const rule = { ...optimizers[name]!, ...bounds };
        const slots = Array.from({ length: slotCount(rule) }, (_, index) => tf.abs(randomTensor([7], 3 + index)));
        const tensors = { value: randomTensor([7], 1), gradient: randomTensor([7], 2), slots };
        const updated = optimizerUpdate(tensors, rule);
        return [updated.value, ...updated.slots];
      }),
    );
  });
});
