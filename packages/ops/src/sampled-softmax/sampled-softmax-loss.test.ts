import { Random } from '@refrain/core';
import { expectClose, expectNoNewTensors, numericGradient } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import { logUniformCandidates, sampledSoftmaxLoss, sparseSoftmaxCrossEntropy } from '../index.js';
import type { SampledCandidates, SampledSoftmaxInputs, SampledSoftmaxOptions } from '../index.js';
import { testBackends } from '../test-support/backends.js';
import { wave } from '../test-support/wave.js';
import golden from './sampled-softmax-loss.golden.json';

const [rows, units, classes] = [4, 3, 7];

/** The candidates of the Python beside this test, as if they had taken `tries` draws. */
function candidatesAfter(tries: number): SampledCandidates {
  const ids = Int32Array.of(2, 0, 4);
  const probability = (id: number): number => Math.log((id + 2) / (id + 1)) / Math.log(classes + 1);
  return {
    ids,
    expectedCount: (id) => (tries === 3 ? 3 * probability(id) : 1 - (1 - probability(id)) ** tries),
  };
}

function inputsOf(): SampledSoftmaxInputs & { bias: tf.Tensor1D } {
  return {
    inputs: tf.tensor2d(wave(1, rows * units), [rows, units]),
    targets: tf.tensor1d([0, 5, 2, 6], 'int32'),
    kernel: tf.tensor2d(wave(2, classes * units), [classes, units]),
    bias: tf.tensor1d(wave(3, classes)),
  };
}

describe.each(testBackends(numericGradient))('sampledSoftmaxLoss on %s', (backend) => {
  beforeAll(() => tf.setBackend(backend));

  it.each(golden)(
    'gives the numbers of TensorFlow: accidental hits removed $removeAccidentalHits, $tries tries',
    async ({ removeAccidentalHits, tries, losses, mean, gradients }) => {
      await expectNoNewTensors(() =>
        tf.tidy(() => {
          const given = inputsOf();
          const options: SampledSoftmaxOptions = { candidates: candidatesAfter(tries), removeAccidentalHits };
          expectClose(sampledSoftmaxLoss(given, options).mean.dataSync(), [mean]);
          losses.forEach((loss, row) => {
            const weights = tf.tensor1d(Array.from({ length: rows }, (_, other) => Number(other === row)));
            const result = sampledSoftmaxLoss(given, { ...options, weights });
            expectClose([result.mean.dataSync()[0]!, result.weight.dataSync()[0]!], [loss, 1]);
          });
          const found = tf.grads(
            (inputs, kernel, bias) =>
              sampledSoftmaxLoss({ ...given, inputs, kernel, bias } as SampledSoftmaxInputs, options).mean,
          )([given.inputs, given.kernel, given.bias]);
          found.forEach((value, index) => expectClose(value.dataSync(), gradients[index]!));
        }),
      );
    },
  );

  it('is the full softmax where every class is a candidate that is expected once', async () => {
    await expectNoNewTensors(() =>
      tf.tidy(() => {
        const { inputs, targets, kernel } = inputsOf();
        const candidates = { ids: Int32Array.from({ length: classes }, (_, id) => id), expectedCount: () => 1 };
        const sequence = tf.reshape(inputs, [2, 2, units]);
        const found = sampledSoftmaxLoss(
          { inputs: sequence, targets: tf.reshape(targets, [2, 2]), kernel },
          { candidates, weights: tf.tensor2d([1, 0, 2, 0.5], [2, 2]) },
        );
        const logits = tf.matMul(inputs as tf.Tensor2D, kernel, false, true);
        const whole = sparseSoftmaxCrossEntropy(logits, targets, { weights: tf.tensor1d([1, 0, 2, 0.5]) });
        expectClose(found.mean.dataSync(), whole.mean.dataSync());
        expectClose(found.weight.dataSync(), [3.5]);
      }),
    );
  });
});

describe('sampledSoftmaxLoss refuses', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it.each<[string, (given: SampledSoftmaxInputs, options: SampledSoftmaxOptions) => unknown, string]>([
    [
      'a target that is no class',
      (given, options) => sampledSoftmaxLoss({ ...given, targets: tf.tensor1d([0, 1, 7, 2], 'int32') }, options),
      'targets must be classes from 0 to 6; received 7 at 2. Give padding any class, and the weight 0.',
    ],
    [
      'a kernel as a dense layer has it',
      (given, options) => sampledSoftmaxLoss({ ...given, kernel: tf.ones([3, 7]) }, options),
      'inputs must have the shape [4, 7]; received [4, 3].',
    ],
    [
      'an option it does not know',
      (given, options) => sampledSoftmaxLoss(given, { ...options, count: 3 } as SampledSoftmaxOptions),
      'sampledSoftmaxLoss does not know the option "count"; known options are candidates, weights, removeAccidentalHits.',
    ],
  ])('%s', async (_, call, message) => {
    await expectNoNewTensors(() =>
      tf.tidy(() => {
        expect(() => call(inputsOf(), { candidates: candidatesAfter(3) })).toThrow(new Error(message));
      }),
    );
  });
});

describe('logUniformCandidates', () => {
  it('are different classes, the same from the same random state', () => {
    const draw = (): number[] => Array.from(logUniformCandidates(new Random(1), { count: 20, classes: 30 }).ids);
    const ids = draw();
    expect(new Set(ids).size).toBe(20);
    expect(ids.every((id) => id >= 0 && id < 30)).toBe(true);
    expect(draw()).toEqual(ids);
  });

  /** How often each class was among 20,000 samples, and how often it was expected. */
  function shares(count: number, classes: number): [Float64Array, Float64Array] {
    const random = new Random(2);
    const [held, expected] = [new Float64Array(classes), new Float64Array(classes)];
    for (let sample = 0; sample < 20_000; sample++) {
      const { ids, expectedCount } = logUniformCandidates(random, { count, classes });
      for (const id of ids) held[id]! += 1 / 20_000;
      for (let id = 0; id < classes; id++) expected[id]! += expectedCount(id) / 20_000;
    }
    return [held, expected];
  }

  it('hold each class as often as its probability says where there is one', () => {
    const [held, expected] = shares(1, 4);
    expectClose(
      expected,
      [2 / 1, 3 / 2, 4 / 3, 5 / 4].map((ratio) => Math.log(ratio) / Math.log(5)),
    );
    expectClose(held, expected, { absolute: 0.015 });
  });

  it('hold and expect each class as often as those of TensorFlow, whose expectation is an approximation', () => {
    // draws = [tf.random.log_uniform_candidate_sampler(tf.range(8, dtype=tf.int64)[None], 8, 3, True, 8)
    //          for _ in range(20000)]
    // np.mean([np.isin(np.arange(8), ids) for ids, _, _ in draws], 0)
    // np.mean([np.ravel(expected) for _, expected, _ in draws], 0)
    const [held, expected] = shares(3, 8);
    expectClose(held, [0.74, 0.548, 0.423, 0.342, 0.289, 0.247, 0.221, 0.191], { absolute: 0.015 });
    expectClose(expected, [0.891, 0.581, 0.434, 0.346, 0.289, 0.247, 0.216, 0.192], { absolute: 0.015 });
  });

  it.each([
    [{ count: 0, classes: 4 }, 'count must be a positive integer; received 0.'],
    [{ count: 2, classes: 0 }, 'classes must be a positive integer; received 0.'],
    [
      { count: 5, classes: 4 },
      'count must be at most the number of classes, 4; received 5. Use sparseSoftmaxCrossEntropy where all classes are wanted.',
    ],
  ])('refuse %j', (options, message) => {
    expect(() => logUniformCandidates(new Random(1), options)).toThrow(new Error(message));
  });
});
