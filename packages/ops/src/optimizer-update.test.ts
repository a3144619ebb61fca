import { expectClose, expectNoNewTensors, numericGradient } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { type OptimizerRule, optimizerUpdate, type OptimizerUpdateAttributes } from './index.js';
import { testBackends } from './test-support/backends.js';
import { optimizerReference } from './test-support/reference-kernels.js';
import { wave } from './test-support/wave.js';

const unclipped = { gradientScale: 1, clipValue: Infinity, l2: 0 };

/** Adam's settings at step `count` with the learning rate 0.1. */
function adam(count: number, decay = 0): OptimizerUpdateAttributes {
  const [rate, beta1, beta2] = [0.1, 0.9, 0.99];
  const stepMomentum = rate / (1 - beta1 ** count);
  const varianceScale = 1 / (1 - beta2 ** count);
  return {
    rule: 'adam',
    beta1,
    beta2,
    stepMomentum,
    stepGradient: 0,
    varianceScale,
    epsilon: 1e-3,
    decay,
    ...unclipped,
  };
}

/** Nadam's, with the schedule of Dozat, 2016: momentum 0.9 · (1 - 0.5 · 0.96^(0.004 · count)). */
function nadam(count: number): OptimizerUpdateAttributes {
  const momentum = (step: number): number => 0.9 * (1 - 0.5 * 0.96 ** (0.004 * step));
  let product = 1;
  for (let step = 1; step <= count; step++) product *= momentum(step);
  const next = momentum(count + 1);
  const stepMomentum = (0.1 * next) / (1 - product * next);
  return {
    ...adam(count),
    stepMomentum,
    stepGradient: (0.1 * (1 - momentum(count))) / (1 - product),
  } as OptimizerUpdateAttributes;
}

const rmsprop = { rule: 'rmsprop', rate: 0.1, rho: 0.9, epsilon: 1e-3, epsilonInside: false, ...unclipped } as const;
const sgd = { rule: 'sgd', rate: 0.1, nesterov: false, ...unclipped } as const;

describe.each(testBackends(numericGradient))('optimizerUpdate on %s', (backend) => {
  beforeAll(() => tf.setBackend(backend));

  // x = torch.tensor(wave(1, 3)); optimizer = torch.optim.…([x], lr=.1); three times: x.grad = wave(2 + i, 3); step()
  // PyTorch 2.13, float64; betas (.9, .99), alpha .9, eps 1e-3, weight_decay .2 where named
  it.each<[string, (count: number) => OptimizerUpdateAttributes, number[]]>([
    ['Adam', (count) => adam(count), [0.489738011, 0.633919247, -0.626204117]],
    ['AdamW(weight_decay=.2)', (count) => adam(count, 0.02), [0.455668049, 0.607919246, -0.586508326]],
    ['NAdam', (count) => nadam(count), [0.610965493, 0.600351329, -0.746298865]],
    ['RMSprop', () => ({ ...rmsprop, momentum: 0 }), [0.519646054, 1.0826406, -0.743756845]],
    ['RMSprop(momentum=.5)', () => ({ ...rmsprop, momentum: 0.5 }), [0.258052858, 1.4588212, -0.532433369]],
    ['SGD(weight_decay=.2)', () => ({ ...sgd, momentum: 0, l2: 0.2 }), [0.613027136, 0.485108624, -0.737908392]],
    ['SGD(momentum=.5)', () => ({ ...sgd, momentum: 0.5 }), [0.589325, 0.5803, -0.7387]],
    [
      'SGD(momentum=.5, nesterov=True)',
      () => ({ ...sgd, momentum: 0.5, nesterov: true }),
      [0.6076625, 0.62765, -0.76925],
    ],
  ])('gives the numbers of PyTorch: %s', async (_, rule, expected) => {
    await expectNoNewTensors(() =>
      tf.tidy(() => {
        const slotCount = slotsOf(rule(1));
        let value: tf.Tensor = tf.tensor1d(wave(1, 3));
        let slots: readonly tf.Tensor[] = Array.from({ length: slotCount }, () => tf.zeros([3]));
        for (let count = 1; count <= 3; count++) {
          const gradient = tf.tensor1d(wave(1 + count, 3));
          ({ value, slots } = optimizerUpdate({ value, gradient, slots }, rule(count)));
        }
        expectClose(value.dataSync(), expected);
        expect(slots).toHaveLength(slotCount);
      }),
    );
  });

  it('follows its formulas, whatever the settings', () => {
    const number = fc.double({ min: 0, max: 1, noNaN: true });
    const rules: fc.Arbitrary<OptimizerRule> = fc.oneof(
      fc.record({
        rule: fc.constant('adam' as const),
        beta1: number,
        beta2: number,
        stepMomentum: number,
        stepGradient: number,
        varianceScale: number,
        epsilon: fc.constant(0.1),
        decay: number,
      }),
      fc.record({
        rule: fc.constant('rmsprop' as const),
        rate: number,
        rho: number,
        momentum: fc.constantFrom(0, 0.5),
        epsilon: fc.constant(0.1),
        epsilonInside: fc.boolean(),
      }),
      fc.record({
        rule: fc.constant('sgd' as const),
        rate: number,
        momentum: fc.constantFrom(0, 0.5),
        nesterov: fc.boolean(),
      }),
    );
    const common = fc.record({
      gradientScale: fc.constantFrom(1, 0.25),
      clipValue: fc.constantFrom(Infinity, 0.1),
      l2: fc.constantFrom(0, 0.3),
    });
    const property = fc.property(rules, common, fc.nat(1000), (rule, shared, phase) => {
      const attributes = { ...rule, ...shared };
      const arrays = Array.from({ length: 1 + slotsOf(rule) }, (_, index) =>
        wave(phase + index, 4).map((value) => (index === 0 ? value : Math.abs(value))),
      );
      const gradients = wave(phase + 9, 4);
      const expected = Array.from(gradients, (gradient, index) =>
        optimizerReference(
          arrays.map((values) => values[index]!),
          gradient,
          attributes,
        ),
      );
      tf.tidy(() => {
        const [value, ...slots] = arrays.map((values) => tf.tensor2d(values, [2, 2]));
        const gradient = tf.tensor2d(gradients, [2, 2]);
        const updated = optimizerUpdate({ value: value!, gradient, slots }, attributes);
        [updated.value, ...updated.slots].forEach((tensor, order) => {
          expect(tensor.shape).toEqual([2, 2]);
          expectClose(tensor.dataSync(), expected.map((row) => row[order]!)); // prettier-ignore
        });
      });
    });
    const before = tf.memory().numTensors;
    fc.assert(property, { seed: 42, numRuns: 200 });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses missing slots and other shapes', () => {
    tf.tidy(() => {
      const [value, gradient] = [tf.zeros([2]), tf.zeros([2])];
      expect(() => optimizerUpdate({ value, gradient, slots: [value] }, adam(1))).toThrow(
        'slots.length must be 2 for the rule adam with these settings; received 1.',
      );
      const slots = [tf.zeros([2]), tf.zeros([3])];
      expect(() => optimizerUpdate({ value, gradient, slots }, adam(1))).toThrow(
        'slots[1] must have the shape [2]; received [3].',
      );
      expect(() => optimizerUpdate({ value, gradient: slots[1]!, slots: [] }, { ...sgd, momentum: 0 })).toThrow(
        'gradient must have the shape [2]; received [3].',
      );
    });
  });
});

function slotsOf(rule: OptimizerRule): number {
  if (rule.rule === 'adam') return 2;
  return Number(rule.rule === 'rmsprop') + Number(rule.momentum > 0);
}
