import type { DataId, DataType, KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';

/** A tensor of TensorFlow's own, by its number in the binding. */
export type Handle = number;

/** One attribute of a TensorFlow operation, as the binding takes it. */
export interface Attribute {
  readonly name: string;
  readonly type: number;
  readonly value: boolean | number | string;
}

/** What the binding says of an operation's output. */
export interface OutputDescription {
  readonly id: Handle;
  readonly shape: number[];
  readonly dtype: number;
}

/** The part that is used of the binding of tfjs-node to TensorFlow's C library. */
export interface Binding {
  readonly TF_FLOAT: number;
  readonly TF_INT32: number;
  readonly TF_INT64: number;
  readonly TF_ATTR_STRING: number;
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_FLOAT: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_Version: string;
  createTensor(shape: readonly number[], type: number, values: Float32Array | Int32Array): Handle;
  deleteTensor(handle: Handle): void;
  tensorDataSync(handle: Handle): Float32Array | Int32Array;
  executeOp(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly Handle[],
    outputCount: number,
  ): OutputDescription[];
}

/**
 * The part that is used of tfjs-node's backend, the last two of which its types hide. Version 4.22.0 is the last that
 * was published, and the only one that is loaded.
 */
export interface NodeBackend extends KernelBackend {
  readonly binding: Binding;
  readonly isUsingGpuDevice: boolean;
  readSync(dataId: DataId): Float32Array | Int32Array | Uint8Array;
  write(values: Float32Array | Int32Array, shape: readonly number[], dtype: DataType): DataId;
  disposeData(dataId: DataId, force?: boolean): boolean;
  getInputTensorIds(tensors: readonly TensorInfo[]): Handle[];
  createOutputTensor(description: OutputDescription): TensorInfo;
}
