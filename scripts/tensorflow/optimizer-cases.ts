import { Random } from '../../packages/core/src/index.js';
import { adam, adamW, nadam, rmsprop, sgd } from '../../packages/training/src/index.js';
import type { Optimizer } from '../../packages/training/src/index.js';
import { tf } from './libraries.js';
import { numbersOf, type ParityCase, type ParityCases, randomTensor, tidied } from './numbers.js';

/** Every optimizer of `@refrain/training`. */
export const optimizerCases: ParityCases = {
  nadam: {
    "with Keras's numbers": optimizerCase(() => nadam(1e-3)),
    "with PyTorch's numbers": optimizerCase(() => nadam(2e-3, { momentumDecay: 0.004, epsilon: 1e-8, l2: 0.01 })),
  },
  adam: {
    "with Keras's numbers": optimizerCase(() => adam(1e-3)),
    "with PyTorch's numbers": optimizerCase(() => adam(1e-3, { convention: 'pytorch' })),
  },
  adamW: {
    'with biases that do not decay': optimizerCase(() =>
      adamW(1e-2, { weightDecay: 0.1, decays: (name) => name !== 'bias' }),
    ),
  },
  rmsprop: {
    "with Keras's numbers": optimizerCase(() => rmsprop(1e-3)),
    "with PyTorch's numbers, with momentum": optimizerCase(() =>
      rmsprop(1e-3, { convention: 'pytorch', momentum: 0.9 }),
    ),
  },
  sgd: {
    plain: optimizerCase(() => sgd(0.1)),
    'with momentum': optimizerCase(() => sgd(0.1, { momentum: 0.9 })),
    "with Nesterov's momentum and a penalty": optimizerCase(() =>
      sgd(0.1, { momentum: 0.9, nesterov: true, l2: 0.01 }),
    ),
  },
};

const shapes = { kernel: [13, 21], bias: [21], embedding: [39, 8] };

/** How far each variable is moved by four updates, and what the optimizer remembers of them. */
function optimizerCase(make: () => Optimizer): ParityCase {
  return () => {
    const optimizer = make();
    const names = Object.keys(shapes) as (keyof typeof shapes)[];
    const before = names.map((name, index) => randomTensor(shapes[name], index + 1, 0.1));
    const variables = before.map((values) => tf.variable(values));
    for (let step = 0; step < 4; step++) {
      tf.tidy(() =>
        optimizer.update(
          names.map((name, index) => ({
            name,
            variable: variables[index]!,
            gradient: gradientAt(step, shapes[name]),
            gradientScale: step === 1 ? 0.5 : 1,
            clipValue: step === 2 ? 0.3 : Infinity,
            learningRateFactor: name === 'bias' ? 2 : 1,
          })),
        ),
      );
    }
    const moved = tidied(() =>
      names.map((name, index) => [name, numbersOf(tf.sub(variables[index]!, before[index]!))] as const),
    );
    const slots = [...optimizer.state().slots].map(([name, { values }]) => [name, values] as const);
    optimizer.dispose();
    tf.dispose([...before, ...variables]);
    return Object.fromEntries<ArrayLike<number>>([...moved, ...slots]);
  };
}

/** Gradients of every size down to where epsilon is most of the divisor, and of none, as rare ids have. */
function gradientAt(step: number, shape: readonly number[]): tf.Tensor {
  const random = new Random(20 + step);
  const values = Float32Array.from({ length: tf.util.sizeFromShape([...shape]) }, (_, position) =>
    position % 7 === 0 ? 0 : (random.uniform() * 2 - 1) * 10 ** -random.integer(9),
  );
  return tf.tensor(values, [...shape]);
}
