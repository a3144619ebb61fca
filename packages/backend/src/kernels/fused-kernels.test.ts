import * as tf from '@tensorflow/tfjs-core';
import { linear, optimizerUpdate, sparseSoftmaxCrossEntropy, squaredNorm } from '@refrain/ops';
import { expectClose, expectNoNewTensors } from '@refrain/testing';
import { useRefrain } from '../register.js';
import { randomIds, randomTensor } from '../test-support/random-tensors.js';

/** Runs `work` composed on the cpu backend and fused on ours; results must agree and nothing may be left over. */
async function compare(work: () => tf.Tensor[], tolerance = { absolute: 2e-6, relative: 1e-5 }): Promise<void> {
  const read = (): { shape: number[]; values: number[] }[] =>
    tf.tidy(() => work().map((tensor) => ({ shape: tensor.shape, values: Array.from(tensor.dataSync()) })));
  await tf.setBackend('cpu');
  const expected = read();
  const backend = await useRefrain();
  const before = backend.heap();
  const actual = await expectNoNewTensors(read);
  expect(backend.heap()).toEqual(before);
  expect(actual.map(({ shape }) => shape)).toEqual(expected.map(({ shape }) => shape));
  actual.forEach(({ values }, index) => expectClose(values, expected[index]!.values, tolerance));
}

describe('the fused softmax cross-entropy', () => {
  it.each([
    [1, 1],
    [5, 7],
    [33, 39],
    [4, 8],
    [3, 130],
  ])('agrees with the composed one for %d rows of %d classes', async (rows, classes) => {
    for (const labelSmoothing of [0, 0.1, 1]) {
      for (const ignoredId of [undefined, 0]) {
        for (const weighted of [false, true]) {
          await compare(() => {
            const targets = randomIds([rows], classes, 2);
            const weights = tf.abs(randomTensor([rows], 3));
            const options = { labelSmoothing, ...(ignoredId === 0 && { ignoredId }), ...(weighted && { weights }) };
            const run = (logits: tf.Tensor): ReturnType<typeof sparseSoftmaxCrossEntropy> =>
              sparseSoftmaxCrossEntropy(logits, targets, options);
            const logits = randomTensor([rows, classes], 1, 5);
            const { mean, weight, correct } = run(logits);
            return [mean, weight, correct, tf.grad((x) => run(x).mean)(logits)];
          });
        }
      }
    }
  });

  it('counts the first of equal logits, and gives zeros where nothing weighs', async () => {
    const logits = [
      [1, 3, 3],
      [3, 3, 1],
      [0, 0, 0],
    ];
    const targets = [2, 0, 0];
    await useRefrain();
    const results = tf.tidy(() => {
      const run = (weights: number[]): number[] => {
        const options = { weights: tf.tensor1d(weights) };
        const result = sparseSoftmaxCrossEntropy(tf.tensor2d(logits), tf.tensor1d(targets, 'int32'), options);
        return [result.mean, result.weight, result.correct].map((scalar) => scalar.dataSync()[0]!);
      };
      return [run([1, 1, 0]), run([0, 0, 2]), run([0, 0, 0])];
    });
    expect(results[0]!.slice(1)).toEqual([2, 1]);
    expectClose(results[1]!, [Math.log(3), 2, 2]);
    expect(results[2]).toEqual([0, 0, 0]);
  });

  it('stays finite for logits that differ by hundreds', () =>
    compare(() => {
      const { mean, correct } = sparseSoftmaxCrossEntropy(
        tf.tensor2d([
          [500, -500, 0],
          [-1000, 0, 1000],
        ]),
        tf.tensor1d([1, 2], 'int32'),
      );
      return [mean, correct];
    }));
});

describe('the fused linear layer', () => {
  it.each([
    [1, 1, 1],
    [3, 5, 7],
    [2, 8, 39],
    [37, 16, 9],
  ])('agrees with the composed one for %d rows, %d inputs, %d units', async (rows, inputUnits, units) => {
    await compare(() => {
      const tensors = [
        randomTensor([rows, inputUnits], 1),
        randomTensor([inputUnits, units], 2),
        randomTensor([units], 3),
      ];
      const run = (input: tf.Tensor, kernel: tf.Tensor, bias?: tf.Tensor): tf.Tensor =>
        linear(input, kernel as tf.Tensor2D, bias as tf.Tensor1D);
      const gradient = randomTensor([rows, units], 4);
      return [
        run(tensors[0]!, tensors[1]!, tensors[2]),
        run(tensors[0]!, tensors[1]!),
        ...tf.grads(run)(tensors, gradient),
      ];
    });
  });
});

describe('the fused optimizer update', () => {
  const common = [
    { gradientScale: 1, clipValue: Infinity, l2: 0 },
    { gradientScale: 0.5, clipValue: 0.2, l2: 0.01 },
  ];
  const adam = { rule: 'adam', beta1: 0.9, beta2: 0.999, stepMomentum: 0.02, stepGradient: 0.01 } as const;
  const rules = [
    { ...adam, varianceScale: 30, epsilon: 1e-7, decay: 0.004 },
    { rule: 'rmsprop', rate: 0.01, rho: 0.95, momentum: 0, epsilon: 1e-7, epsilonInside: false },
    { rule: 'rmsprop', rate: 0.01, rho: 0.95, momentum: 0.9, epsilon: 1e-7, epsilonInside: true },
    { rule: 'sgd', rate: 0.1, momentum: 0, nesterov: false },
    { rule: 'sgd', rate: 0.1, momentum: 0.9, nesterov: false },
    { rule: 'sgd', rate: 0.1, momentum: 0.9, nesterov: true },
  ] as const;

  it.each(rules)('agrees with the composed one: %j', async (rule) => {
    const slotCount = rule.rule === 'adam' ? 2 : Number(rule.rule === 'rmsprop') + Number(rule.momentum > 0);
    for (const attributes of common) {
      for (const shape of [[1], [7, 9], [33]]) {
        await compare(() => {
          const slots = Array.from({ length: slotCount }, (_, index) => tf.abs(randomTensor(shape, 3 + index)));
          const tensors = { value: randomTensor(shape, 1), gradient: randomTensor(shape, 2), slots };
          const updated = optimizerUpdate(tensors, { ...rule, ...attributes });
          return [updated.value, ...updated.slots];
        });
      }
    }
  });
});

describe('the fused squared norm', () => {
  it('agrees with the composed one', () =>
    compare(() => [squaredNorm([randomTensor([7, 5], 1), randomTensor([3], 2), tf.scalar(2)])]));
});
