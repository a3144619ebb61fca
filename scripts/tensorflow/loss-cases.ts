import { Random } from '../../packages/core/src/index.js';
import {
  binaryCrossEntropy,
  logUniformCandidates,
  sampledSoftmaxLoss,
  sparseSoftmaxCrossEntropy,
} from '../../packages/ops/src/index.js';
import { tf } from './libraries.js';
import { gradientsOf, numbersOf, type ParityCase, type ParityCases, randomTensor, tidied } from './numbers.js';

const [rows, time, units, classes] = [6, 11, 17, 39];

/** Every loss of `@refrain/ops`. */
export const lossCases: ParityCases = {
  sparseSoftmaxCrossEntropy: {
    'of all positions': sparseCase({}),
    'of those that count': sparseCase({ ignoredId: 3 }),
    'weighted and smoothed': sparseCase({ labelSmoothing: 0.1, weighted: true }),
    'of large logits': sparseCase({ scale: 60 }),
  },
  binaryCrossEntropy: {
    'of labels': binaryCase({}),
    'of shares, weighted and smoothed': binaryCase({ labelSmoothing: 0.2, weighted: true }),
    'of large logits': binaryCase({ scale: 60 }),
  },
  sampledSoftmaxLoss: {
    'among candidates': sampledCase({}),
    'with hits that stay, weighted': sampledCase({ removeAccidentalHits: false, weighted: true }),
  },
};

interface Weighing {
  readonly weighted?: boolean;
  readonly scale?: number;
}

function sparseCase({
  weighted,
  scale = 4,
  ...options
}: Weighing & { labelSmoothing?: number; ignoredId?: number }): ParityCase {
  return lossCase({ logits: [[rows, time, classes], scale] }, ({ logits }) =>
    sparseSoftmaxCrossEntropy(logits!, ids([rows, time]), {
      ...options,
      ...(weighted && { weights: weights([rows, time]) }),
    }),
  );
}

function binaryCase({ weighted, scale = 4, ...options }: Weighing & { labelSmoothing?: number }): ParityCase {
  return lossCase({ logits: [[rows], scale] }, ({ logits }) =>
    binaryCrossEntropy(logits!, tf.tensor1d([0, 1, 1, 0, 0.25, 0.75]), {
      ...options,
      ...(weighted && { weights: weights([rows]) }),
    }),
  );
}

function sampledCase({ weighted, ...options }: Weighing & { removeAccidentalHits?: boolean }): ParityCase {
  return lossCase(
    { inputs: [[rows, time, units], 1], kernel: [[classes, units], 0.5], bias: [[classes], 0.5] },
    ({ inputs, kernel, bias }) =>
      sampledSoftmaxLoss(
        { inputs: inputs!, targets: ids([rows, time]), kernel: kernel as tf.Tensor2D, bias: bias as tf.Tensor1D },
        {
          ...options,
          candidates: logUniformCandidates(new Random(1), { count: 12, classes }),
          ...(weighted && { weights: weights([rows, time]) }),
        },
      ),
  );
}

/** All scalars that a loss gives, and the gradients of what it reads. */
function lossCase(
  given: Readonly<Record<string, readonly [shape: number[], scale: number]>>,
  loss: (tensors: Readonly<Record<string, tf.Tensor>>) => object,
): ParityCase {
  return () => {
    const learnt = Object.entries(given).map(([name, [shape, scale]], index) => ({
      name,
      variable: tf.tidy(() => tf.variable(randomTensor(shape, index + 1, scale))),
    }));
    const run = (): Record<string, tf.Tensor> =>
      loss(Object.fromEntries(learnt.map(({ name, variable }) => [name, variable]))) as Record<string, tf.Tensor>;
    const scalars = tidied(() =>
      Object.fromEntries(Object.entries(run()).map(([name, scalar]) => [name, numbersOf(scalar)])),
    );
    const gradients = gradientsOf(learnt, () => [run()['mean']!]);
    for (const { variable } of learnt) variable.dispose();
    return { ...scalars, ...gradients };
  };
}

function ids(shape: number[]): tf.Tensor {
  const random = new Random(2);
  const values = Int32Array.from({ length: tf.util.sizeFromShape(shape) }, () => random.integer(classes));
  return tf.tensor(values, shape, 'int32');
}

function weights(shape: readonly number[]): tf.Tensor {
  return tf.relu(randomTensor(shape, 9));
}
