import type { backend_util, DataType, TensorInfo } from '@tensorflow/tfjs-core';
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import type { SteppedNetwork, Stepper, StepperProvider } from '@refrain/ops';
import type { Runtime } from './runtime/runtime.js';
import { createWasmStepper } from './stepper.js';

type DataId = TensorInfo['dataId'];

/** A tensor whose values stand in the kernels' memory. */
export interface OwnedTensor extends TensorInfo {
  /** Where its values stand. */
  readonly address: number;
}

/** What the backend keeps beside a tensor's values. */
interface OwnedData {
  values: Float32Array;
  dtype: DataType;
  refCount: number;
  /** Blocks of the heap that go when the data goes; the first holds the values. */
  readonly blocks: number[];
  /** What a forward kernel kept for its gradient. */
  saved?: unknown;
  /** The block kept of each form in which kernels used the values; 0 where it was used once. */
  forms?: Map<string, number>;
}

/**
 * The TensorFlow.js backend `refrain`: every kernel of the cpu backend, the hot ones in WebAssembly SIMD on all
 * processors.
 *
 * Outputs of the WebAssembly kernels, and float tensors that such a kernel has read, live in one shared memory until they
 * are disposed; everything else lives in JavaScript's heap, as on the cpu backend. Values that are read from it are
 * copies, and a tensor never shares memory with one that may be disposed before it. Matrices that are multiplied by again
 * and again, such as weights in decoding, are kept packed beside their values.
 */
export class RefrainBackend extends MathBackendCPU implements StepperProvider {
  /** @internal */
  readonly runtime: Runtime;

  /** Made by `registerRefrainBackend`. @internal */
  constructor(runtime: Runtime) {
    super();
    this.runtime = runtime;
  }

  /** How much of the kernels' memory is in use. */
  heap(): { readonly bytesInUse: number; readonly blocks: number } {
    const { bytesInUse, blocks } = this.runtime.heap;
    return { bytesInUse, blocks };
  }

  /** Steps a network by one WebAssembly call a step; used by `createStepper` of `@refrain/ops`. */
  createStepper(network: SteppedNetwork): Stepper {
    return createWasmStepper(this.runtime, network);
  }

  /** Makes an uninitialised float tensor in the kernels' memory. @internal */
  allocate(shape: readonly number[]): OwnedTensor {
    const length = shape.reduce((product, size) => product * size, 1);
    const address = this.runtime.heap.allocate(4 * length);
    const dataId = {};
    const values = this.runtime.floats(address, length);
    const data: OwnedData = { values, dtype: 'float32', refCount: 1, blocks: [address] };
    this.data.set(dataId, data);
    return { dataId, shape: [...shape], dtype: 'float32', address };
  }

  /**
   * The address of a float tensor's values, which are moved into the kernels' memory if they weren't there;
   * `undefined` for values that aren't floats. @internal
   */
  addressOf(tensor: TensorInfo): number | undefined {
    const data = this.data.get(tensor.dataId);
    if ('blocks' in data) return (data as OwnedData).blocks[0];
    // A cast may change a tensor's type and leave its data as it was, so both are asked.
    if (tensor.dtype !== 'float32' || !(data.values instanceof Float32Array)) return undefined;
    const address = this.runtime.heap.allocate(4 * data.values.length);
    const values = this.runtime.floats(address, data.values.length);
    values.set(data.values);
    Object.assign(data, { values, blocks: [address] } satisfies Partial<OwnedData>);
    return address;
  }

  /**
   * The block that is kept of one form of a tensor's values, which never change. From its second use on `make` gives one,
   * in a heap block that goes with the data: training uses weights once and changes them, decoding goes on using them.
   *
   * @returns its address, or `undefined` at the first use
   * @internal
   */
  keptForm(tensor: TensorInfo, form: string, make: () => number): number | undefined {
    const data = this.#owned(tensor.dataId);
    if (!data) return undefined;
    data.forms ??= new Map();
    const kept = data.forms.get(form);
    if (kept) return kept;
    const address = kept === undefined ? 0 : make();
    data.forms.set(form, address);
    if (address === 0) return undefined;
    data.blocks.push(address);
    return address;
  }

  /** Keeps `saved`, and `blocks` of the heap with it, until the tensor's data is disposed. @internal */
  keepWith(tensor: OwnedTensor, saved: unknown, blocks: readonly number[]): void {
    const data = this.#owned(tensor.dataId)!;
    data.saved = saved;
    data.blocks.push(...blocks);
  }

  /** What {@link keepWith} kept. @internal */
  keptWith(tensor: TensorInfo): unknown {
    return this.#owned(tensor.dataId)?.saved;
  }

  override write(values: backend_util.BackendValues, shape: number[], dtype: DataType): DataId {
    const dataId = {};
    this.move(dataId, values, shape, dtype, 1);
    return dataId;
  }

  // eslint-disable-next-line max-params -- the signature is TensorFlow.js's
  override move(
    dataId: DataId,
    values: backend_util.BackendValues,
    _shape: number[],
    dtype: DataType,
    refCount: number,
  ): void {
    // Some kernels of the cpu backend give views of their input, which may be disposed, and its memory reused, first.
    this.data.set(dataId, { values: this.#ownCopy(values), dtype, refCount });
  }

  override readSync(dataId: DataId): backend_util.BackendValues {
    return this.#ownCopy(super.readSync(dataId));
  }

  override disposeData(dataId: DataId, force = false): boolean {
    const data = this.#owned(dataId);
    const gone = super.disposeData(dataId, force);
    if (gone) data?.blocks.splice(0).forEach((address) => this.runtime.heap.free(address));
    return gone;
  }

  override dispose(): void {
    super.dispose();
    this.runtime.dispose();
  }

  #owned(dataId: DataId): OwnedData | undefined {
    if (!this.data.has(dataId)) return undefined;
    const data = this.data.get(dataId);
    return 'blocks' in data ? (data as OwnedData) : undefined;
  }

  #ownCopy(values: backend_util.BackendValues): backend_util.BackendValues {
    return ArrayBuffer.isView(values) && this.runtime.owns(values) ? values.slice() : values;
  }
}
