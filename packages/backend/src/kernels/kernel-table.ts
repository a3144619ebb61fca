import type { NamedAttrMap, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { RefrainBackend } from '../backend.js';

/** One call of a kernel; `Inputs` is an array for the fused kernels of `@refrain/ops`, named for TensorFlow.js's own. */
export interface KernelCall<Inputs> {
  readonly inputs: Inputs;
  readonly attrs: NamedAttrMap;
  readonly backend: RefrainBackend;
}

/** Fused kernels by name. */
export type KernelTable = Readonly<
  Record<string, (call: KernelCall<readonly TensorInfo[]>) => TensorInfo | TensorInfo[]>
>;

/**
 * Kernels that replace those of the cpu backend, by name. Each gives `undefined` for inputs that it leaves to the cpu
 * backend's kernel.
 */
export type ReplacementTable = Readonly<
  Record<string, (call: KernelCall<NamedTensorInfoMap>) => TensorInfo | TensorInfo[] | undefined>
>;
