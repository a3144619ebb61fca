import '@tensorflow/tfjs-backend-cpu';
import { expectClose, expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import { clipping } from '../clipping.js';
import type { ClippingOptions } from '../clipping.js';
import { exponentialDecay } from '../schedules/decay.js';
import { adam, adamW } from './adam.js';
import { nadam } from './nadam.js';
import type { Optimizer } from './optimizer.js';
import golden from './optimizers.golden.json';
import { rmsprop } from './rmsprop.js';
import { sgd } from './sgd.js';

const convention = 'pytorch';
const optimizers: Record<keyof typeof golden.cases, (() => Optimizer) | [() => Optimizer, ClippingOptions]> = {
  'keras nadam': () => nadam(0.01),
  'keras adam': () => adam(0.01),
  'keras adam with exponential decay': () => adam(exponentialDecay(0.02, { factor: 0.7, everySteps: 5 })),
  'keras adam with a large epsilon': () => adam(0.01, { epsilon: 0.1, beta1: 0.8, beta2: 0.99 }),
  'keras adamw': () => adamW(0.01, { weightDecay: 0.1 }),
  'keras rmsprop': () => rmsprop(0.01),
  'keras rmsprop with momentum': () => rmsprop(0.01, { momentum: 0.9, epsilon: 1e-3 }),
  'keras sgd': () => sgd(0.01),
  'keras sgd with momentum': () => sgd(0.01, { momentum: 0.9 }),
  'keras sgd with nesterov': () => sgd(0.01, { momentum: 0.9, nesterov: true }),
  'keras sgd clipped by value': [() => sgd(0.01), { clipValue: 0.05 }],
  'keras sgd clipped by norm': [() => sgd(0.01), { clipNorm: 0.5 }],
  'torch nadam': () => nadam(0.01, { momentumDecay: 0.004, epsilon: 1e-8 }),
  'torch adam': () => adam(0.01, { convention }),
  'torch adam with weight decay': () => adam(0.01, { convention, l2: 0.1 }),
  'torch adam with a large epsilon': () => adam(0.01, { convention, epsilon: 0.1 }),
  'torch adamw': () => adamW(0.01, { convention }),
  'torch rmsprop': () => rmsprop(0.01, { convention }),
  'torch rmsprop with momentum': () => rmsprop(0.01, { convention, momentum: 0.9, rho: 0.95, epsilon: 1e-3 }),
  'torch sgd with nesterov': () => sgd(0.01, { momentum: 0.9, nesterov: true, l2: 0.1 }),
};

/** The variable's values behind each update. */
function descend(optimizer: Optimizer, options: { clip?: ClippingOptions; from?: number; initial?: number[] } = {}) {
  const { clip = {}, from = 0, initial = golden.initial } = options;
  return tf.tidy(() => {
    const variable = tf.variable(tf.tensor1d(initial));
    const values = golden.gradients.slice(from).map((numbers) => {
      const { updates } = clipping(clip)([{ name: 'weights', variable, gradient: tf.tensor1d(numbers) }]);
      optimizer.update(updates);
      return Array.from(variable.dataSync());
    });
    variable.dispose();
    return values as never;
  }) as unknown as number[][];
}

describe('optimizers', () => {
  it.each(Object.keys(golden.cases) as (keyof typeof golden.cases)[])('%s moves as the original does', async (name) => {
    const entry = optimizers[name];
    const [make, clip] = Array.isArray(entry) ? entry : [entry, {}];
    await expectNoNewTensors(() => {
      const optimizer = make();
      const values = descend(optimizer, { clip });
      golden.shown.forEach((step, position) => {
        expectClose(values[step - 1]!, golden.cases[name][position]!, { absolute: 2e-7, relative: 3e-6 });
      });
      optimizer.dispose();
    });
  });

  it.each([nadam, adam, adamW, rmsprop, sgd])('%p goes on from a saved state bit for bit', async (make) => {
    await expectNoNewTensors(() => {
      const whole = make(0.01, {});
      const expected = descend(whole);
      const [first, second] = [make(0.01, {}), make(0.01, {})];
      const until = 9;
      const half = tf.tidy(() => {
        const variable = tf.variable(tf.tensor1d(golden.initial));
        for (const numbers of golden.gradients.slice(0, until)) {
          const update = { name: 'weights', variable, gradient: tf.tensor1d(numbers) };
          first.update([{ ...update, gradientScale: 1, clipValue: Infinity }]);
        }
        const values = Array.from(variable.dataSync());
        variable.dispose();
        return values;
      });
      const state = first.state();
      second.restore({ ...state, values: JSON.parse(JSON.stringify(state.values)) });
      expect(descend(second, { from: until, initial: half })).toEqual(expected.slice(until));
      expect(second.step).toBe(golden.gradients.length);
      for (const optimizer of [whole, first, second]) optimizer.dispose();
    });
  });

  it('keeps slots by variable name and slot name', async () => {
    await expectNoNewTensors(() => {
      const optimizer = nadam();
      descend(optimizer);
      expect([...optimizer.state().slots.keys()]).toEqual(['weights/momentum', 'weights/velocity']);
      expect(optimizer.state().values).toEqual({ optimizer: 'nadam', step: 24, rateFactor: 1 });
      optimizer.dispose();
      expect(optimizer.state().slots.size).toBe(0);
    });
  });

  it('remembers which updates a variable missed', async () => {
    await expectNoNewTensors(() => {
      const [optimizer, again] = [adam(), adam()];
      tf.tidy(() => {
        const [early, late] = ['early', 'late'].map((name) => {
          return { name, variable: tf.variable(tf.scalar(1)), gradient: tf.scalar(1), gradientScale: 1, clipValue: 1 };
        });
        for (const updates of [[early!], [early!], [early!, late!], [late!]]) optimizer.update(updates);
        tf.dispose([early!.variable, late!.variable]);
      });
      const { values, slots } = optimizer.state();
      expect(values).toEqual({ optimizer: 'adam', step: 4, rateFactor: 1, missed: { early: 1, late: 2 } });
      again.restore({ values, slots });
      expect(again.state()).toEqual({ values, slots });
      for (const each of [optimizer, again]) each.dispose();
    });
  });

  it('evaluates the schedule for each update and multiplies it by the factors', () => {
    const optimizer = sgd((step) => 1 / (step + 1));
    expect(optimizer.learningRate).toBe(1);
    optimizer.update([]);
    expect(optimizer.learningRate).toBe(0.5);
    optimizer.scaleLearningRate(0.1);
    optimizer.scaleLearningRate(0.5);
    expect(optimizer.learningRate).toBe(0.025);
  });

  it('decays only the variables it is told to', async () => {
    await expectNoNewTensors(() => {
      const optimizer = adamW(1, { weightDecay: 0.5, decays: (variable) => variable === 'kernel' });
      tf.tidy(() => {
        const [kernel, bias] = [tf.variable(tf.scalar(1)), tf.variable(tf.scalar(1))];
        const gradient = tf.scalar(0);
        const common = { gradient, gradientScale: 1, clipValue: Infinity };
        optimizer.update([
          { name: 'kernel', variable: kernel, ...common },
          { name: 'bias', variable: bias, ...common },
        ]);
        expect([kernel.dataSync()[0], bias.dataSync()[0]]).toEqual([0.5, 1]);
        tf.dispose([kernel, bias]);
      });
      optimizer.dispose();
    });
  });

  it.each([
    [() => nadam(-1), 'learningRate must be a positive number; received -1.'],
    [() => nadam(1e-3, { beta1: 1 }), 'beta1 must be at least 0 and below 1; received 1.'],
    [
      () => adam(1e-3, { beta: 0.9 } as object),
      'adam does not know the option "beta"; known options are beta1, beta2, epsilon, convention, l2.',
    ],
    [
      () => adam(1e-3, { convention: 'jax' as 'keras' }),
      'convention must be one of "keras", "pytorch"; received "jax".',
    ],
    [() => adamW(1e-3, { decays: 'bias' as never }), 'decays must be a function; received "bias".'],
    [
      () => sgd(0.1, { nesterov: true }),
      'momentum must be above 0 with nesterov; received 0. Set it, for example to 0.9.',
    ],
  ])('refuses what it cannot follow', (make, message) => {
    expect(make).toThrow(message);
  });

  it('refuses the state of another optimizer', () => {
    expect(() => adam().restore(nadam().state())).toThrow(
      "expected the saved state of the optimizer adam; received nadam's. Go on with the optimizer and options that the run began with.",
    );
    const slots = new Map([['weights/momentum', { shape: [1], values: new Float32Array(1) }]]);
    expect(() => adam().restore({ ...adam().state(), slots })).toThrow(
      'expected the saved state of the optimizer adam; received other slots than momentum and velocity of each variable. Go on with the optimizer and options that the run began with.',
    );
  });
});
