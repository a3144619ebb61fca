import type workerThreads from 'node:worker_threads';
import { control, partBits } from './control.js';
import { nodeModule } from './thread-count.js';
import { nodeWorkerSource, webWorkerSource, type WorkerStart } from './worker-source.js';

/** How long the main thread waits awake for the other parts, in milliseconds. */
const awakeMilliseconds = 0.2;

interface StartedWorker {
  terminate(): unknown;
}

/** What workers share with the thread that made them. */
export interface SharedKernels {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly kernelNames: readonly string[];
}

/**
 * Threads over one WebAssembly memory. Workers are started at the first job that wants them and take part as soon as
 * they are up; a job never waits for one that is still starting.
 */
export class WorkerPool {
  readonly #shared: SharedKernels;
  readonly #words: Int32Array;
  readonly #workers: StartedWorker[] = [];
  #unavailable = false;

  constructor(shared: SharedKernels) {
    this.#shared = shared;
    this.#words = new Int32Array(shared.memory.buffer, 0, 16);
  }

  /** Into how many parts a job can be cut now; starts workers if there are fewer than `wanted`. */
  available(wanted: number): number {
    while (this.#workers.length + 1 < wanted && !this.#unavailable) {
      const worker = startWorker({ ...this.#shared, part: this.#workers.length + 1 });
      if (worker) this.#workers.push(worker);
      else this.#unavailable = true;
    }
    const ready = Atomics.load(this.#words, control.ready);
    // Workers come up in any order, and parts are numbered: all have to be there.
    return ready === this.#workers.length ? Math.min(wanted, ready + 1) : 1;
  }

  /** Runs parts 1 … `parts` - 1 on the workers and `own` here; returns when all are done. */
  run(kernel: number, parts: number, own: () => void): void {
    const words = this.#words;
    words[control.kernel] = kernel;
    Atomics.store(words, control.pending, parts - 1);
    const number = (Atomics.load(words, control.job) >> partBits) + 1;
    Atomics.store(words, control.job, (number << partBits) | parts);
    if (Atomics.load(words, control.sleepers) > 0) Atomics.notify(words, control.job);
    try {
      own();
    } finally {
      this.#await();
    }
    if (Atomics.exchange(words, control.failed, 0)) throw new Error('A kernel failed on a worker thread.');
  }

  /** Ends the workers. */
  dispose(): void {
    Atomics.store(this.#words, control.quit, 1);
    Atomics.add(this.#words, control.job, 1 << partBits);
    Atomics.notify(this.#words, control.job);
    for (const worker of this.#workers) worker.terminate();
    this.#workers.length = 0;
    this.#unavailable = true;
    Atomics.store(this.#words, control.ready, 0);
  }

  #await(): void {
    const words = this.#words;
    const start = performance.now();
    for (let count = 1; ; count++) {
      const pending = Atomics.load(words, control.pending);
      if (pending === 0) return;
      // Where processors are short, a waiting thread must not keep the working ones from theirs.
      if (count % 256 === 0 && performance.now() - start > awakeMilliseconds) sleep(words, pending);
    }
  }
}

let maySleep = true;

/** The main thread of a page may not sleep, so there it stays awake. */
function sleep(words: Int32Array, pending: number): void {
  if (!maySleep) return;
  try {
    Atomics.wait(words, control.pending, pending, 10);
  } catch {
    maySleep = false;
  }
}

function startWorker(start: WorkerStart): StartedWorker | undefined {
  try {
    const threads = nodeModule<typeof workerThreads>('node:worker_threads');
    if (threads) {
      const worker = new threads.Worker(nodeWorkerSource, { eval: true, workerData: start, execArgv: [] });
      // One that can't start never says that it is ready, and is never waited for.
      worker.on('error', () => undefined);
      worker.unref();
      return worker;
    }
    if (!globalThis.crossOriginIsolated) return undefined;
    const address = URL.createObjectURL(new Blob([webWorkerSource], { type: 'text/javascript' }));
    const worker = new Worker(address);
    URL.revokeObjectURL(address);
    worker.postMessage(start);
    return worker;
  } catch {
    // A content security policy or a limit of the host forbids workers: one thread does all.
    return undefined;
  }
}
