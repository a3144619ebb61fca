import { Heap } from '../memory/heap.js';
import { kernels, taskLayouts } from '../generated/kernels.js';
import { heapStart, taskAddress } from './control.js';
import { threadCount } from './thread-count.js';
import { WorkerPool } from './worker-pool.js';

/** The name of a kernel compiled from `assembly/`. */
export type KernelName = keyof typeof taskLayouts;

/** Every field of a kernel's task by name: addresses, counts and factors. */
export type Task<Name extends KernelName> = { readonly [Field in (typeof taskLayouts)[Name][number][0]]: number };

/** A class of `assembly/` as it lies in memory: names and types of fields of four bytes each. */
export type Layout = readonly (readonly [name: string, type: 'i32' | 'usize' | 'f32'])[];

type KernelFunction = (task: number, part: number, parts: number) => void;

/** Operations that make waking a second thread worth while: some 60 µs of work each. */
const operationsPerThread = 3_000_000;

/** How many operations of a matrix product one element costs, memory included, where it isn't arithmetic that counts. */
export const elementCost = { copy: 10, add: 20, update: 60, transcendental: 100, softmax: 250 } as const;

const kernelNames = Object.keys(taskLayouts) as KernelName[];

/** The kernels over their memory: allocates in it, looks into it, runs them on as many threads as a job deserves. */
export class Runtime {
  readonly heap: Heap;
  /** Bytes of room that each part of a `gemm` needs. */
  readonly gemmScratchBytes: number;
  /** At most so many rows times a transpose are summed in another order than more rows are. */
  readonly gemmThinRows: number;
  readonly #memory: WebAssembly.Memory;
  readonly #functions: readonly KernelFunction[];
  readonly #pool: WorkerPool;

  constructor(module: WebAssembly.Module) {
    const memory = new WebAssembly.Memory({ initial: 64, maximum: 65536, shared: true });
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    this.#memory = memory;
    this.gemmScratchBytes = (exports['gemmScratchBytes'] as WebAssembly.Global).value as number;
    this.gemmThinRows = (exports['gemmThinRows'] as WebAssembly.Global).value as number;
    this.heap = new Heap(memory, { start: heapStart });
    this.#functions = kernelNames.map((name) => exports[name] as KernelFunction);
    this.#pool = new WorkerPool({ module, memory, kernelNames });
  }

  /** Whether `values` stand in this memory. */
  owns(values: ArrayBufferView): boolean {
    // Growing gives another buffer object over the same bytes, so identity is not enough; no one else has shared ones.
    return values.buffer.constructor === this.#memory.buffer.constructor;
  }

  /** Floats at an address. */
  floats(address: number, length: number): Float32Array {
    return new Float32Array(this.#memory.buffer, address, length);
  }

  /** Integers at an address. */
  integers(address: number, length: number): Int32Array {
    return new Int32Array(this.#memory.buffer, address, length);
  }

  /**
   * Into how many parts a job of this many operations is cut: each part may need a room of its own.
   *
   * @param pieces into how many the work can be cut at all
   */
  partsFor(operations: number, pieces = Infinity): number {
    const wanted = Math.min(threadCount(), pieces, Math.floor(operations / operationsPerThread));
    return wanted > 1 ? this.#pool.available(wanted) : 1;
  }

  /**
   * Runs a kernel.
   *
   * @param operations roughly how long it takes, in operations of a matrix product: decides how many threads take part
   */
  run<Name extends KernelName>(name: Name, task: Task<Name>, operations: number): void {
    this.runParts(name, task, this.partsFor(operations));
  }

  /** Runs a kernel in a given number of parts, as {@link partsFor} gave it. */
  runParts<Name extends KernelName>(name: Name, task: Task<Name>, parts: number): void {
    this.writeFields(taskAddress, taskLayouts[name], task);
    const index = kernelNames.indexOf(name);
    const kernel = this.#functions[index]!;
    if (parts <= 1) kernel(taskAddress, 0, 1);
    else this.#pool.run(index, parts, () => kernel(taskAddress, 0, parts));
  }

  /** A kernel bound to a task at `address` that stays as it is written: one call, on this thread. */
  bind(name: KernelName, address: number): () => void {
    const kernel = this.#functions[kernelNames.indexOf(name)]!;
    return () => kernel(address, 0, 1);
  }

  /** Writes an object's fields where a kernel reads them. */
  writeFields(address: number, layout: Layout, values: Readonly<Record<string, number>>): void {
    const words = this.integers(address, layout.length);
    const floats = this.floats(address, layout.length);
    layout.forEach(([name, type], word) => {
      if (type === 'f32') floats[word] = values[name]!;
      else words[word] = values[name]!;
    });
  }

  /** Ends the threads. The memory goes when nothing refers to it any more. */
  dispose(): void {
    this.#pool.dispose();
  }
}

/** Compiles the kernels and starts a runtime with a memory of its own. */
export async function createRuntime(): Promise<Runtime> {
  const binary = Uint8Array.from(atob(kernels), (character) => character.charCodeAt(0));
  return new Runtime(await WebAssembly.compile(binary));
}
