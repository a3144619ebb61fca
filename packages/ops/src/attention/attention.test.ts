import { expectClose, expectNoNewTensors, numericGradient } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import { attention } from '../index.js';
import type { AttentionOptions, AttentionScore, AttentionSequences } from '../index.js';
import { testBackends } from '../test-support/backends.js';
import { wave } from '../test-support/wave.js';
import golden from './attention.golden.json';

const [batch, target, source, units, valueUnits] = [2, 3, 4, 2, 5];
const maskValues = [1, 1, 0, 1, 1, 1, 1, 0];

type Inputs = Record<string, tf.Tensor>;

/** A tensor of numbers that the Python beside this test makes too. */
function waves(phase: number, shape: number[]): tf.Tensor {
  return tf.tensor(
    wave(
      phase,
      shape.reduce((size, length) => size * length, 1),
    ),
    shape,
  );
}

function inputsFor(score: string, scaled: boolean): Inputs {
  const keyUnits = score === 'general' ? 3 : units;
  return {
    queries: waves(1, [batch, target, units]),
    values: waves(2, [batch, source, valueUnits]),
    keys: waves(3, [batch, source, keyUnits]),
    ...(score === 'general' && { kernel: waves(4, [keyUnits, units]) }),
    ...(scaled && { scale: score === 'additive' ? waves(5, [units]) : tf.scalar(wave(5, 1)[0]!) }),
  };
}

function run({ queries, values, keys, ...rest }: Inputs, score: string, mask?: tf.Tensor): Inputs {
  const sequences = { queries, values, keys, mask } as unknown as AttentionSequences;
  return { ...attention(sequences, { score: score as AttentionScore, ...rest } as AttentionOptions) };
}

describe.each(testBackends(numericGradient))('attention on %s', (backend) => {
  beforeAll(() => tf.setBackend(backend));

  it.each(golden)('gives the numbers of Keras: $score, mask $mask, scale $scaled', async (expected) => {
    await expectNoNewTensors(() =>
      tf.tidy(() => {
        const { score, mask, scaled, gradients } = expected;
        const inputs = inputsFor(score, scaled);
        const maskTensor = mask ? tf.tensor2d(maskValues, [batch, source], 'int32') : undefined;
        const { context, weights } = run(inputs, score, maskTensor);
        expectClose(context!.dataSync(), expected.context);
        expectClose(weights!.dataSync(), expected.weights);
        const names = Object.keys(inputs);
        const found = tf.grads((...values) => {
          const given = Object.fromEntries(names.map((name, index) => [name, values[index]!]));
          const results = run(given, score, maskTensor);
          const parts = [results['context']!, results['weights']!].map((result, index) =>
            tf.sum(tf.mul(result, waves(7 + index, result.shape))),
          );
          return tf.addN(parts);
        })(Object.values(inputs));
        names.forEach((name, index) => {
          expect(found[index]!.shape).toEqual(inputs[name]!.shape);
          expectClose(found[index]!.dataSync(), gradients[name as 'queries']);
        });
      }),
    );
  });

  it('looks at the values where there are no keys, and scales by 1 / √units', () => {
    tf.tidy(() => {
      const queries = tf.tensor3d([[[2, 0, 0, 0]]]);
      const values = tf.tensor3d([
        [
          [3, 0, 0, 0],
          [1, 0, 0, 0],
        ],
      ]);
      const { context, weights } = attention({ queries, values }, { score: 'scaled-dot' });
      const share = 1 / (1 + Math.exp(-2));
      expectClose(weights.dataSync(), [share, 1 - share]);
      expectClose(context.dataSync(), [2 * share + 1, 0, 0, 0]);
    });
  });

  it.each(['dot', 'additive'] as const)(
    'gives padding a weight of exactly 0, and no NaN to padding alone: %s',
    (score) => {
      tf.tidy(() => {
        const { queries, keys } = inputsFor(score, false);
        const mask = tf.tensor2d([1, 0, 1, 0, 0, 0, 0, 0], [batch, source], 'bool');
        const weights = run({ queries: queries!, values: keys! }, score, mask)['weights']!.dataSync<'float32'>();
        for (let query = 0; query < target; query++) {
          expect(weights[query * source + 1]).toBe(0);
          expect(weights[query * source + 3]).toBe(0);
        }
        for (let row = 0; row < batch * target; row++) {
          expectClose([weights.slice(row * source, (row + 1) * source).reduce((sum, weight) => sum + weight, 0)], [1]);
        }
      });
    },
  );
});

describe('attention refuses', () => {
  const sequences = (): AttentionSequences => {
    const { queries, values } = inputsFor('dot', false);
    return { queries, values: tf.slice(values!, [0, 0, 0], [-1, -1, units]) } as unknown as AttentionSequences;
  };

  it.each<[string, () => unknown, string]>([
    [
      'an unknown score',
      () => attention(sequences(), { score: 'mlp' as 'dot' }),
      'score must be one of "dot", "scaled-dot", "general", "additive"; received "mlp".',
    ],
    [
      'an option it does not know',
      () => attention(sequences(), { score: 'dot', dropout: 0.1 } as AttentionOptions),
      'attention does not know the option "dropout"; known options are score, scale, kernel.',
    ],
    [
      'a scale that does nothing',
      () => attention(sequences(), { score: 'dot', scale: tf.scalar(2) }),
      "scale must be left out for the score 'dot'; received a Tensor. Only 'scaled-dot' and 'additive' have one.",
    ],
    [
      'a kernel that does nothing',
      () => attention(sequences(), { score: 'additive', kernel: tf.ones([2, 2]) }),
      "kernel must be left out for the score 'additive'; received a Tensor. Only 'general' has one; project queries and keys with linear().",
    ],
    [
      'a general score without its kernel',
      () => attention(sequences(), { score: 'general' }),
      "kernel must be a tensor [keyUnits, units] for the score 'general'; received undefined.",
    ],
    [
      'a kernel of other widths',
      () => attention(sequences(), { score: 'general', kernel: tf.ones([2, 3]) }),
      'kernel must have the shape [2, 2]; received [2, 3].',
    ],
    [
      'keys of another width than the queries',
      () => attention({ ...sequences(), keys: tf.ones([batch, source, 3]) }, { score: 'dot' }),
      'keys must have the shape [2, 4, 2]; received [2, 4, 3].',
    ],
    [
      'values of other rows',
      () => attention({ ...sequences(), values: tf.ones([1, source, units]) }, { score: 'dot' }),
      'values must have the shape [2, any, any]; received [1, 4, 2].',
    ],
    [
      'a mask of the target',
      () => attention({ ...sequences(), mask: tf.ones([batch, target]) }, { score: 'dot' }),
      'mask must have the shape [2, 4]; received [2, 3].',
    ],
    [
      'a scale of another width',
      () => attention(sequences(), { score: 'additive', scale: tf.ones([3]) }),
      'scale must have the shape [2]; received [3].',
    ],
  ])('%s', async (_, call, message) => {
    await expectNoNewTensors(() => expect(() => tf.tidy(() => call() as tf.Tensor)).toThrow(new Error(message)));
  });
});
