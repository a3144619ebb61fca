import type { TensorInfo, TypedArray } from '@tensorflow/tfjs-core';
import type { RefrainBackend } from './backend.js';

/**
 * Room for one kernel call: addresses of its inputs and of what it needs in between. Everything is freed when the call
 * ends, except what is kept.
 */
export class Workspace {
  readonly backend: RefrainBackend;
  readonly #blocks: number[] = [];

  constructor(backend: RefrainBackend) {
    this.backend = backend;
  }

  /** An uninitialised block of `words` floats or integers. */
  allocate(words: number): number {
    const address = this.backend.runtime.heap.allocate(4 * words);
    this.#blocks.push(address);
    return address;
  }

  /** A block of `words` zeros. */
  zeros(words: number): number {
    const address = this.allocate(words);
    this.floats(address, words).fill(0);
    return address;
  }

  /** The values of an input as the kernels read them: floats in place, others copied in. */
  input(tensor: TensorInfo): number {
    const address = this.backend.addressOf(tensor);
    if (address !== undefined) return address;
    const values = this.values(tensor);
    const room = this.allocate(values.length);
    // The tensor's type decides what the kernels read, not that of its array.
    const view = tensor.dtype === 'float32' ? this.floats(room, values.length) : this.integers(room, values.length);
    view.set(values);
    return room;
  }

  /** An input's values as JavaScript reads them; not to be changed. */
  values(tensor: TensorInfo): TypedArray {
    return this.backend.data.get(tensor.dataId).values as TypedArray;
  }

  /** Copies floats, or integers and booleans as int32. */
  copy(values: TypedArray): number {
    const address = this.allocate(values.length);
    const view =
      values instanceof Float32Array ? this.floats(address, values.length) : this.integers(address, values.length);
    view.set(values);
    return address;
  }

  floats(address: number, length: number): Float32Array {
    return this.backend.runtime.floats(address, length);
  }

  integers(address: number, length: number): Int32Array {
    return this.backend.runtime.integers(address, length);
  }

  /**
   * A form of a tensor's values that kernels may need again and again: `make` allocates it here. From its second use on it
   * is kept with the tensor's data.
   *
   * @returns its address, or `undefined` at the first use, when nothing is made
   */
  form(tensor: TensorInfo, name: string, make: () => number): number | undefined {
    this.input(tensor);
    return this.backend.keptForm(tensor, name, () => {
      const address = make();
      this.keep([address]);
      return address;
    });
  }

  /** Takes blocks out of the room, so that they outlive the call. */
  keep(addresses: readonly number[]): void {
    for (const address of addresses) this.#blocks.splice(this.#blocks.indexOf(address), 1);
  }

  close(): void {
    this.#blocks.splice(0).forEach((address) => this.backend.runtime.heap.free(address));
  }
}

/** Runs `call` with a room of its own. */
export function withWorkspace<T>(backend: RefrainBackend, call: (workspace: Workspace) => T): T {
  const workspace = new Workspace(backend);
  try {
    return call(workspace);
  } finally {
    workspace.close();
  }
}
