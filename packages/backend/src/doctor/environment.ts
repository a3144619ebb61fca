import os from 'node:os';

/** What this process offers to the backends. */
export interface Environment {
  readonly node: string;
  readonly system: string;
  readonly processors: number;
  readonly sharedArrayBuffer: boolean;
  readonly simd: boolean;
  readonly relaxedSimd: boolean;
  /** Variables that change how the backends run, where they are set. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The smallest modules that are valid only where the instructions are known: a constant, and a relaxed swizzle. */
const modules = {
  simd: [10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
  relaxedSimd: [10, 15, 1, 13, 0, 65, 1, 253, 15, 65, 2, 253, 15, 253, 128, 2, 11],
};

const watched = ['REFRAIN_BACKEND', 'REFRAIN_THREADS', 'REFRAIN_TENSORFLOW', 'TF_NUM_INTRAOP_THREADS'];

/** Looks at this process. */
export function examineEnvironment(): Environment {
  return {
    node: process.versions.node,
    system: `${process.platform} ${process.arch}`,
    processors: os.availableParallelism(),
    sharedArrayBuffer: typeof SharedArrayBuffer !== 'undefined',
    simd: knows(modules.simd),
    relaxedSimd: knows(modules.relaxedSimd),
    variables: Object.fromEntries(
      watched.flatMap((name) => (process.env[name] ? [[name, process.env[name]] as const] : [])),
    ),
  };
}

/** Whether a module with one function () -> v128 of this code is valid. */
function knows(code: readonly number[]): boolean {
  if (typeof WebAssembly === 'undefined') return false;
  const start = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0];
  return WebAssembly.validate(Uint8Array.from([...start, ...code]));
}
