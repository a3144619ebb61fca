import {
  Abs,
  Add,
  Exp,
  Log,
  Maximum,
  Minimum,
  Multiply,
  Neg,
  RealDiv,
  Reciprocal,
  Relu,
  Rsqrt,
  Sigmoid,
  Sqrt,
  Square,
  SquaredDifference,
  Sub,
  Tanh,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import type { RefrainBackend } from '../backend.js';
import { withWorkspace } from '../workspace.js';
import type { ReplacementTable } from './kernel-table.js';
import { elementCost } from '../runtime/runtime.js';

/** Numbers as in assembly/elementwise.ts, by TensorFlow.js's kernel name. */
const unaryOperations = {
  [Neg]: 0,
  [Abs]: 1,
  [Square]: 2,
  [Sqrt]: 3,
  [Rsqrt]: 4,
  [Reciprocal]: 5,
  [Relu]: 6,
  [Exp]: 7,
  [Log]: 8,
  [Sigmoid]: 9,
  [Tanh]: 10,
} as const;

const binaryOperations = {
  [Add]: 0,
  [Sub]: 1,
  [Multiply]: 2,
  [RealDiv]: 3,
  [Maximum]: 4,
  [Minimum]: 5,
  [SquaredDifference]: 6,
} as const;

/** Applies one function to every element. */
export function applyUnary(backend: RefrainBackend, x: TensorInfo, name: keyof typeof unaryOperations): TensorInfo {
  return withWorkspace(backend, (workspace) => {
    const output = backend.allocate(x.shape);
    const count = sizeOf(x);
    const task = { operation: unaryOperations[name], source: workspace.input(x), target: output.address, count };
    backend.runtime.run('unary', task, elementCost.transcendental * count);
    return output;
  });
}

/** Maths on every element of float tensors: of one, or of two that have the same shape or of which one is a number. */
export const elementwiseKernels: ReplacementTable = {
  ...Object.fromEntries(
    (Object.keys(unaryOperations) as (keyof typeof unaryOperations)[]).map((name) => [
      name,
      ({ inputs, backend }) => {
        const x = inputs['x']!;
        return x.dtype === 'float32' ? applyUnary(backend, x, name) : undefined;
      },
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(binaryOperations).map(([name, operation]) => [
      name,
      ({ inputs, backend }) => {
        const a = inputs['a']!;
        const b = inputs['b']!;
        const shape = commonShape(a, b);
        if (!shape || a.dtype !== 'float32' || b.dtype !== 'float32') return undefined;
        return withWorkspace(backend, (workspace) => {
          const output = backend.allocate(shape);
          const count = sizeOf(output);
          const task = {
            operation,
            ...{ a: workspace.input(a), b: workspace.input(b), target: output.address, count },
            ...{ scalarA: Number(sizeOf(a) === 1), scalarB: Number(sizeOf(b) === 1) },
          };
          backend.runtime.run('binary', task, elementCost.add * count);
          return output;
        });
      },
    ]),
  ),
};

/** The shape of the result where neither tensor is repeated, or only one number is. */
function commonShape(a: TensorInfo, b: TensorInfo): readonly number[] | undefined {
  if (a.shape.length === b.shape.length && a.shape.every((size, axis) => size === b.shape[axis])) return a.shape;
  if (sizeOf(b) === 1 && b.shape.length <= a.shape.length) return a.shape;
  if (sizeOf(a) === 1 && a.shape.length <= b.shape.length) return b.shape;
  return undefined;
}

/** How many elements a tensor has. */
export function sizeOf(tensor: { readonly shape: readonly number[] }): number {
  return tensor.shape.reduce((product, size) => product * size, 1);
}
