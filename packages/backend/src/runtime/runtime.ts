import { Heap } from '../memory/heap.js';
import { kernels, taskLayouts } from '../generated/kernels.js';
import { heapStart, taskAddress } from './control.js';
import { threadCount } from './thread-count.js';
import { WorkerPool } from './worker-pool.js';

/** The name of a kernel compiled from `assembly/`. */
export type KernelName = keyof typeof taskLayouts;

/** Every field of a kernel's task by name: addresses, counts and factors. */
export type Task<Name extends KernelName> = { readonly [Field in (typeof taskLayouts)[Name][number][0]]: number };

type KernelFunction = (task: number, part: number, parts: number) => void;

/** Operations that make waking a second thread worth while: some 20 µs of work each. */
const operationsPerThread = 500_000;

const kernelNames = Object.keys(taskLayouts) as KernelName[];

/** The kernels over their memory: allocates in it, looks into it, runs them on as many threads as a job deserves. */
export class Runtime {
  readonly heap: Heap;
  /** Bytes of room that each part of a `gemm` needs. */
  readonly gemmScratchBytes: number;
  readonly #memory: WebAssembly.Memory;
  readonly #functions: readonly KernelFunction[];
  readonly #pool: WorkerPool;
  readonly #taskWords: Int32Array;
  readonly #taskFloats: Float32Array;

  constructor(module: WebAssembly.Module) {
    const memory = new WebAssembly.Memory({ initial: 64, maximum: 65536, shared: true });
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    this.#memory = memory;
    this.gemmScratchBytes = (exports['gemmScratchBytes'] as WebAssembly.Global).value as number;
    this.heap = new Heap(memory, { start: heapStart });
    this.#functions = kernelNames.map((name) => exports[name] as KernelFunction);
    this.#pool = new WorkerPool({ module, memory, kernelNames });
    this.#taskWords = new Int32Array(memory.buffer, taskAddress, 64);
    this.#taskFloats = new Float32Array(memory.buffer, taskAddress, 64);
  }

  /** Whether `values` stand in this memory. */
  owns(values: ArrayBufferView): boolean {
    // Growing gives a new buffer object over the same bytes; only WebAssembly makes shared ones here.
    return values.buffer === this.#memory.buffer || values.buffer.constructor === this.#memory.buffer.constructor;
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
   * Runs a kernel.
   *
   * @param operations roughly how many arithmetic operations it takes: decides how many threads take part
   */
  run<Name extends KernelName>(name: Name, task: Task<Name>, operations: number): void {
    this.runParts(name, task, this.partsFor(operations));
  }

  /** Runs a kernel in a given number of parts. */
  runParts<Name extends KernelName>(name: Name, task: Task<Name>, parts: number): void {
    const index = kernelNames.indexOf(name);
    const values: Readonly<Record<string, number>> = task;
    taskLayouts[name].forEach(([field, type], word) => {
      if (type === ('f32' as string)) this.#taskFloats[word] = values[field]!;
      else this.#taskWords[word] = values[field]!;
    });
    const kernel = this.#functions[index]!;
    if (parts <= 1) kernel(taskAddress, 0, 1);
    else this.#pool.run(index, parts, () => kernel(taskAddress, 0, parts));
  }

  /** Into how many parts a job of this many operations would be cut; for rooms of which every part needs its own. */
  partsFor(operations: number): number {
    const wanted = Math.min(threadCount(), Math.floor(operations / operationsPerThread));
    return wanted > 1 ? this.#pool.available(wanted) : 1;
  }

  /** Ends the threads. The memory goes when nothing refers to it any more. */
  dispose(): void {
    this.#pool.dispose();
  }
}

/** Compiles the kernels and starts a runtime of its own memory. */
export async function createRuntime(): Promise<Runtime> {
  const binary = Uint8Array.from(atob(kernels), (character) => character.charCodeAt(0));
  return new Runtime(await WebAssembly.compile(binary));
}
