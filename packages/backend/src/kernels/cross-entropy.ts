import type { TensorInfo } from '@tensorflow/tfjs-core';
import { InvalidArgumentError } from '@refrain/core';
import { type SparseSoftmaxCrossEntropyAttributes, sparseSoftmaxCrossEntropyKernelName } from '@refrain/ops';
import type { OwnedTensor, RefrainBackend } from '../backend.js';
import { withWorkspace } from '../workspace.js';
import type { KernelTable } from './kernel-table.js';
import { elementCost } from '../runtime/runtime.js';

/** Softmax cross-entropy from logits, with its metrics and its gradient in one pass. */
export const crossEntropyKernels: KernelTable = {
  [sparseSoftmaxCrossEntropyKernelName]: ({ inputs, backend, attrs }) =>
    crossEntropy(backend, inputs, attrs as unknown as SparseSoftmaxCrossEntropyAttributes),
};

function crossEntropy(
  backend: RefrainBackend,
  inputs: readonly TensorInfo[],
  attributes: SparseSoftmaxCrossEntropyAttributes,
): TensorInfo[] {
  const [logits, targets, given] = inputs as [TensorInfo, TensorInfo, TensorInfo?];
  const [rows = 0, classes = 0] = logits.shape;
  return withWorkspace(backend, (workspace) => {
    const targetValues = workspace.values(targets) as Int32Array;
    const givenValues = given && (workspace.values(given) as Float32Array);
    const { weights, total } = effectiveWeights({ targets: targetValues, given: givenValues, classes }, attributes);
    const losses = workspace.allocate(rows);
    const correct = workspace.allocate(rows);
    const gradient = attributes.saveForGradient ? backend.allocate(logits.shape) : undefined;
    const task = {
      ...{ logits: workspace.input(logits), targets: workspace.input(targets), weights: workspace.copy(weights) },
      ...{ rows, classes, labelSmoothing: attributes.labelSmoothing, scale: total === 0 ? 0 : 1 / total },
      ...{ losses, correct, gradient: gradient?.address ?? 0 },
    };
    backend.runtime.run('crossEntropy', task, elementCost.softmax * rows * classes);
    const mean = total === 0 ? 0 : weightedSum(weights, workspace.floats(losses, rows)) / total;
    const hits = weightedSum(weights, workspace.floats(correct, rows));
    return [...[mean, total, hits].map((value) => scalar(backend, value)), ...(gradient ? [gradient] : [])];
  });
}

/** The weights with those of ignored rows at 0, and their sum; refuses targets that the kernel could not look up. */
function effectiveWeights(
  rows: { targets: Int32Array; given: Float32Array | undefined; classes: number },
  { ignoredId }: SparseSoftmaxCrossEntropyAttributes,
): { weights: Float32Array; total: number } {
  const { targets, given, classes } = rows;
  let total = 0;
  const weights = new Float32Array(targets.length);
  for (let row = 0; row < targets.length; row++) {
    const target = targets[row]!;
    const weight = target === ignoredId ? 0 : given ? given[row]! : 1;
    if (weight !== 0 && !(target >= 0 && target < classes)) {
      throw new InvalidArgumentError({
        argument: 'targets',
        value: target,
        message:
          `targets must be integers from 0 to ${classes - 1}; received ${target} in row ${row}. ` +
          'Give padding the weight 0, or name its id as ignoredId.',
      });
    }
    weights[row] = weight;
    total += weight;
  }
  return { weights, total };
}

function weightedSum(weights: Float32Array, values: Float32Array): number {
  let sum = 0;
  for (let row = 0; row < weights.length; row++) {
    // A row without weight counts for nothing, whatever stands there.
    if (weights[row] !== 0) sum += weights[row]! * values[row]!;
  }
  return sum;
}

/** A number as a tensor []. */
export function scalar(backend: RefrainBackend, value: number): OwnedTensor {
  const tensor = backend.allocate([]);
  backend.runtime.floats(tensor.address, 1)[0] = value;
  return tensor;
}
