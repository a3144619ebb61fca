import {
  copyRegisteredKernels,
  engine,
  findBackend,
  getKernel,
  type KernelFunc,
  registerBackend,
  registerKernel,
  setBackend,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { RefrainBackend } from './backend.js';
import { fusedKernels, replacedKernels } from './kernels/all-kernels.js';
import type { KernelCall } from './kernels/kernel-table.js';
import { createRuntime } from './runtime/runtime.js';
import { unsupportedReason } from './support.js';

/** The name of the backend in TensorFlow.js. */
export const backendName = 'refrain';

let kernelsRegistered = false;

/**
 * Registers the backend `refrain` and its kernels with TensorFlow.js, once; `await tf.setBackend('refrain')` then starts
 * it. {@link useRefrain} does both.
 *
 * @throws Error where WebAssembly, its SIMD or its shared memory is missing; the message says which
 */
export function registerRefrainBackend(): void {
  const reason = unsupportedReason();
  if (reason) throw new Error(`The backend refrain can't run here: ${reason} Use the backend cpu instead.`);
  registerKernels();
  // Tried last by TensorFlow.js's own choice, because it is meant to be chosen by name.
  if (backendName in engine().registryFactory) return;
  registerBackend(backendName, async () => new RefrainBackend(await createRuntime()), 1);
}

/**
 * Registers the backend `refrain` if need be and makes it the one in use.
 *
 * @returns the backend
 * @throws Error where it can't run; the message says why
 * @example
 * await useRefrain();
 * tf.matMul(a, b);   // runs in WebAssembly
 */
export async function useRefrain(): Promise<RefrainBackend> {
  registerRefrainBackend();
  if (!(await setBackend(backendName))) {
    throw new Error('The backend refrain could not start; the console shows why. Use the backend cpu instead.');
  }
  return findBackend(backendName) as RefrainBackend;
}

function registerKernels(): void {
  if (kernelsRegistered) return;
  kernelsRegistered = true;
  copyRegisteredKernels('cpu', backendName);
  for (const [kernelName, run] of Object.entries(fusedKernels)) {
    // Fused kernels take an array, which TensorFlow.js hands on as it is.
    const kernelFunc = ((call: unknown) => run(call as KernelCall<readonly TensorInfo[]>)) as KernelFunc;
    registerKernel({ kernelName, backendName, kernelFunc });
  }
  for (const [kernelName, run] of Object.entries(replacedKernels)) {
    const cpu = getKernel(kernelName, 'cpu');
    unregisterKernel(kernelName, backendName);
    const kernelFunc: KernelFunc = (call) =>
      run({ inputs: call.inputs, attrs: call.attrs ?? {}, backend: call.backend as RefrainBackend }) ??
      cpu.kernelFunc(call);
    registerKernel({ ...cpu, backendName, kernelFunc });
  }
}
