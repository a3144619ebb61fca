import type { TensorInfo } from '@tensorflow/tfjs-core';
import { linearGradientKernelName, linearKernelName } from '@refrain/ops';
import { multiply, rightHandSide } from '../products.js';
import { withWorkspace } from '../workspace.js';
import type { KernelTable } from './kernel-table.js';
import { repeatBias } from './matrix-products.js';
import { elementCost } from '../runtime/runtime.js';
import { shapeAssertion } from './shape-assertion.js';

const assertShape = shapeAssertion(linearKernelName);

/** A linear layer and its gradient. */
export const linearKernels: KernelTable = {
  [linearKernelName]: ({ inputs, backend }) => {
    const [input, kernel, bias] = inputs as [TensorInfo, TensorInfo, TensorInfo?];
    const [rows, depth, columns] = sizes(input, kernel);
    if (bias) assertShape('bias', bias, [columns]);
    return withWorkspace(backend, (workspace) => {
      const output = backend.allocate([rows, columns]);
      const target = output.address;
      if (bias) repeatBias(workspace, { address: workspace.input(bias), rows, columns, target });
      multiply(workspace, {
        a: { address: workspace.input(input), stride: depth },
        b: rightHandSide(workspace, kernel, { rows, depth, columns }),
        c: { address: target, stride: columns },
        ...{ rows, depth, columns, accumulate: bias !== undefined },
      });
      return output;
    });
  },
  [linearGradientKernelName]: ({ inputs, backend }) => {
    const [gradient, input, kernel] = inputs as [TensorInfo, TensorInfo, TensorInfo];
    const [rows, depth, columns] = sizes(input, kernel);
    assertShape('gradient', gradient, [rows, columns]);
    return withWorkspace(backend, (workspace) => {
      const targets = [[rows, depth], [depth, columns], [columns]].map((shape) => backend.allocate(shape));
      const [toInput, toKernel, toBias] = targets.map(({ address }) => address) as [number, number, number];
      const arriving = { address: workspace.input(gradient), stride: columns };
      multiply(workspace, {
        a: arriving,
        b: rightHandSide(workspace, kernel, { rows, depth: columns, columns: depth, transposed: true }),
        c: { address: toInput, stride: depth },
        ...{ rows, depth: columns, columns: depth, transposeB: true },
      });
      multiply(workspace, {
        a: { address: workspace.input(input), stride: depth },
        b: arriving,
        c: { address: toKernel, stride: columns },
        ...{ rows: depth, depth: rows, columns, transposeA: true },
      });
      const task = { source: arriving.address, stride: columns, rows, columns, target: toBias };
      backend.runtime.run('columnSum', task, elementCost.add * rows * columns);
      return targets;
    });
  },
};

function sizes(input: TensorInfo, kernel: TensorInfo): [rows: number, depth: number, columns: number] {
  const [rows = 0, depth = 0] = input.shape;
  const [, columns = 0] = kernel.shape;
  assertShape('input', input, [rows, depth]);
  assertShape('kernel', kernel, [depth, columns]);
  return [rows, depth, columns];
}
