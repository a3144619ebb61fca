import { _FusedMatMul, BatchMatMul, type TensorInfo } from '@tensorflow/tfjs-core';
import type { OwnedTensor, RefrainBackend } from '../backend.js';
import { multiply, type Product, rightHandSide } from '../products.js';
import { withWorkspace, type Workspace } from '../workspace.js';
import { applyUnary, sizeOf } from './elementwise.js';
import type { ReplacementTable } from './kernel-table.js';
import { elementCost } from '../runtime/runtime.js';

/** Operands of one batched product, as TensorFlow.js gives them. */
interface BatchedProduct {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  /** [columns], added to every row. */
  readonly bias?: TensorInfo;
}

const activations: Readonly<Record<string, 'Relu' | 'Sigmoid' | 'Tanh'>> = {
  relu: 'Relu',
  sigmoid: 'Sigmoid',
  tanh: 'Tanh',
};

/** Matrix products in all transpose forms, with broadcast batches. */
export const matrixKernels: ReplacementTable = {
  [BatchMatMul]: ({ inputs, attrs, backend }) =>
    product(backend, {
      ...{ a: inputs['a']!, b: inputs['b']! },
      ...{ transposeA: !!attrs['transposeA'], transposeB: !!attrs['transposeB'] },
    }),
  [_FusedMatMul]: ({ inputs, attrs, backend }) => {
    const { a, b, bias } = inputs;
    const activation = attrs['activation'] as string | undefined;
    const columns = b!.shape.at(attrs['transposeB'] ? -2 : -1);
    if (bias && (bias.dtype !== 'float32' || sizeOf(bias) !== columns || bias.shape.at(-1) !== columns))
      return undefined;
    const unary = activation === undefined || activation === 'linear' ? undefined : activations[activation];
    if (activation !== undefined && activation !== 'linear' && !unary) return undefined;
    const result = product(backend, {
      ...{ a: a!, b: b!, ...(bias && { bias }) },
      ...{ transposeA: !!attrs['transposeA'], transposeB: !!attrs['transposeB'] },
    });
    if (!result || !unary) return result;
    const activated = applyUnary(backend, result, unary);
    backend.disposeIntermediateTensorInfo(result);
    return activated;
  },
};

function product(backend: RefrainBackend, operands: BatchedProduct): OwnedTensor | undefined {
  const { a, b, transposeA, transposeB } = operands;
  if (a.dtype !== 'float32' || b.dtype !== 'float32') return undefined;
  const [rows, depth] = matrixShape(a, transposeA);
  const [depthB, columns] = matrixShape(b, transposeB);
  const batch = broadcastBatch(a.shape.slice(0, -2), b.shape.slice(0, -2));
  // The cpu kernel refuses these with TensorFlow.js's own words.
  if (!batch || depth !== depthB) return undefined;
  return withWorkspace(backend, (workspace) => {
    const output = backend.allocate([...batch.shape, rows, columns]);
    const [addressA, addressB] = [workspace.input(a), workspace.input(b)];
    const products = batch.pairs.length;
    if (operands.bias) {
      const address = workspace.input(operands.bias);
      repeatBias(workspace, { address, rows: products * rows, columns, target: output.address });
    }
    const common = { rows, depth, columns, transposeA, transposeB, accumulate: operands.bias !== undefined };
    const sizes = { a: rows * depth, b: depth * columns, c: rows * columns };
    const matrices = (indexA: number, indexB: number, index: number): Pick<Product, 'a' | 'b' | 'c'> => ({
      a: { address: addressA + 4 * indexA * sizes.a, stride: transposeA ? rows : depth },
      b: { address: addressB + 4 * indexB * sizes.b, stride: transposeB ? depth : columns },
      c: { address: output.address + 4 * index * sizes.c, stride: columns },
    });
    if (products === 1) {
      // Of many matrices none is worth being kept in panels.
      const form = { rows, depth, columns, transposed: transposeB };
      multiply(workspace, { ...common, ...matrices(0, 0, 0), b: rightHandSide(workspace, b, form) });
    } else if (batch.stepA !== undefined && batch.stepB !== undefined) {
      const next = { nextA: batch.stepA * sizes.a, nextB: batch.stepB * sizes.b, nextC: sizes.c };
      multiply(workspace, { ...common, ...matrices(0, 0, 0) }, { count: products, ...next });
    } else {
      batch.pairs.forEach((pair, index) => multiply(workspace, { ...common, ...matrices(...pair, index) }));
    }
    return output;
  });
}

/** Writes the bias into every row, for a product that is added to it. */
export function repeatBias(
  workspace: Workspace,
  bias: { address: number; rows: number; columns: number; target: number },
): void {
  const { address, rows, columns, target } = bias;
  workspace.backend.runtime.run(
    'repeatRow',
    { source: address, rows, columns, target },
    elementCost.copy * rows * columns,
  );
}

function matrixShape(tensor: TensorInfo, transposed: boolean): [rows: number, columns: number] {
  const [rows, columns] = [tensor.shape.at(-2)!, tensor.shape.at(-1)!];
  return transposed ? [columns, rows] : [rows, columns];
}

/** How the batches of two operands meet. */
interface Batch {
  /** Of the result. */
  readonly shape: readonly number[];
  /** Which matrices of A and B meet in each of its places. */
  readonly pairs: readonly (readonly [indexA: number, indexB: number])[];
  /** How many matrices there are from one pair's to the next pair's, where that is always the same. */
  readonly stepA: number | undefined;
  readonly stepB: number | undefined;
}

/** Undefined if the batches don't fit. */
function broadcastBatch(a: readonly number[], b: readonly number[]): Batch | undefined {
  const rank = Math.max(a.length, b.length);
  const paddedA = [...Array<number>(rank - a.length).fill(1), ...a];
  const paddedB = [...Array<number>(rank - b.length).fill(1), ...b];
  if (paddedA.some((size, axis) => size !== paddedB[axis] && size !== 1 && paddedB[axis] !== 1)) return undefined;
  let pairs: (readonly [number, number])[] = [[0, 0]];
  const shape = paddedA.map((sizeA, axis) => {
    const sizeB = paddedB[axis]!;
    const size = sizeA === 1 ? sizeB : sizeA;
    pairs = pairs.flatMap(([indexA, indexB]) =>
      Array.from({ length: size }, (_, place) => {
        return [indexA * sizeA + (sizeA === 1 ? 0 : place), indexB * sizeB + (sizeB === 1 ? 0 : place)] as const;
      }),
    );
    return size;
  });
  return { shape, pairs, stepA: stepOf(paddedA, shape), stepB: stepOf(paddedB, shape) };
}

/** 1 where each place has a matrix of its own, 0 where there is only one, undefined between. */
function stepOf(batch: readonly number[], shape: readonly number[]): number | undefined {
  if (batch.every((size, axis) => size === shape[axis])) return 1;
  return batch.every((size) => size === 1) ? 0 : undefined;
}
