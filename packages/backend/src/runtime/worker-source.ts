import { awakeMilliseconds, control, partBits, taskAddress } from './control.js';

/** What a worker is told when it starts. */
export interface WorkerStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly kernelNames: readonly string[];
  /** 1 …; part 0 belongs to the thread that hands out the jobs. */
  readonly part: number;
}

/**
 * The program of a worker as text, so that there is no file to find: it waits for jobs, awake at first, then asleep, and
 * runs its part of each.
 */
const workerSource = `
function work({ module, memory, kernelNames, part }) {
  const words = new Int32Array(memory.buffer, 0, 16);
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const kernels = kernelNames.map((name) => exports[name]);
  let seen = Atomics.load(words, ${control.job});
  Atomics.add(words, ${control.ready}, 1);
  for (;;) {
    let job = Atomics.load(words, ${control.job});
    const start = performance.now();
    for (let count = 1; job === seen; count++) {
      if (count % 256 === 0 && performance.now() - start > ${awakeMilliseconds}) {
        Atomics.add(words, ${control.sleepers}, 1);
        Atomics.wait(words, ${control.job}, seen);
        Atomics.sub(words, ${control.sleepers}, 1);
      }
      job = Atomics.load(words, ${control.job});
    }
    seen = job;
    if (Atomics.load(words, ${control.quit})) return;
    const parts = job & ${2 ** partBits - 1};
    if (part >= parts) continue;
    try {
      kernels[words[${control.kernel}]](${taskAddress}, part, parts);
    } catch (error) {
      Atomics.store(words, ${control.failed}, 1);
    }
    if (Atomics.sub(words, ${control.pending}, 1) === 1) Atomics.notify(words, ${control.pending});
  }
}`;

/** The whole program for Node's worker_threads and for Web Workers. */
export const nodeWorkerSource = `${workerSource}
work(require('node:worker_threads').workerData);`;

export const webWorkerSource = `${workerSource}
onmessage = ({ data }) => { work(data); close(); };`;
