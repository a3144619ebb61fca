import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type OptimizerUpdateAttributes, optimizerUpdateKernelName, squaredNormKernelName } from '@refrain/ops';
import type { RefrainBackend } from '../backend.js';
import { withWorkspace } from '../workspace.js';
import { scalar } from './cross-entropy.js';
import { sizeOf } from './elementwise.js';
import type { KernelTable } from './kernel-table.js';
import { elementCost } from '../runtime/runtime.js';

/** Optimizer updates in one pass, and the squared norm that clipping needs. */
export const optimizerKernels: KernelTable = {
  [optimizerUpdateKernelName]: ({ inputs, backend, attrs }) =>
    update(backend, inputs, attrs as unknown as OptimizerUpdateAttributes),
  [squaredNormKernelName]: ({ inputs, backend }) =>
    withWorkspace(backend, (workspace) => {
      const target = workspace.allocate(inputs.length);
      inputs.forEach((tensor, index) => {
        const source = workspace.input(tensor);
        const task = { source, rows: 1, columns: sizeOf(tensor), squares: 1, target: target + 4 * index };
        backend.runtime.runParts('rowSum', task, 1);
      });
      const total = workspace.floats(target, inputs.length).reduce((sum, value) => sum + value, 0);
      return scalar(backend, total);
    }),
};

function update(
  backend: RefrainBackend,
  inputs: readonly TensorInfo[],
  attributes: OptimizerUpdateAttributes,
): TensorInfo[] {
  const [value, , ...slots] = inputs as [TensorInfo, TensorInfo, ...TensorInfo[]];
  return withWorkspace(backend, (workspace) => {
    const [from, gradient, slot = 0, secondSlot = 0] = inputs.map((tensor) => workspace.input(tensor)) as [
      number,
      number,
      number?,
      number?,
    ];
    const outputs = [value, ...slots].map(({ shape }) => backend.allocate(shape));
    const [newValue, newSlot = 0, newSecondSlot = 0] = outputs.map(({ address }) => address) as [
      number,
      number?,
      number?,
    ];
    const count = sizeOf(value);
    const common = { value: from, gradient, newValue, count, ...gradientAttributes(attributes) };
    const operations = elementCost.update * count;
    if (attributes.rule === 'adam') {
      const { beta1, beta2, stepMomentum, stepGradient, varianceScale, epsilon, decay } = attributes;
      const task = {
        ...{ ...common, mean: slot, variance: secondSlot, newMean: newSlot, newVariance: newSecondSlot },
        ...{ beta1, beta2, beta1Rest: 1 - beta1, beta2Rest: 1 - beta2 },
        ...{ stepMomentum, stepGradient, varianceScale, epsilon, keep: 1 - decay },
      };
      backend.runtime.run('adam', task, operations);
    } else if (attributes.rule === 'rmsprop') {
      const { rate, rho, momentum, epsilon, epsilonInside } = attributes;
      const task = {
        ...{ ...common, variance: slot, buffer: secondSlot, newVariance: newSlot, newBuffer: newSecondSlot },
        ...{ rate, rho, rhoRest: 1 - rho, momentum, epsilon, epsilonInside: Number(epsilonInside) },
      };
      backend.runtime.run('rmsprop', task, operations);
    } else {
      const { rate, momentum, nesterov } = attributes;
      const task = { ...common, buffer: slot, newBuffer: newSlot, rate, momentum, nesterov: Number(nesterov) };
      backend.runtime.run('sgd', task, operations);
    }
    return outputs;
  });
}

function gradientAttributes({ gradientScale, clipValue, l2 }: OptimizerUpdateAttributes) {
  return { gradientScale, clipValue, l2 };
}
