import type nodeModules from 'node:module';
import type path from 'node:path';
import type url from 'node:url';
import { engine, env, setBackend, version_core } from '@tensorflow/tfjs-core';
import { availableProcessors, nodeModule } from '../runtime/thread-count.js';
import type { BackendStart } from './choices.js';
import { cudaRemedy, explainLoadError, tensorflowVersion } from './explain-load-error.js';
import { missingCudaLibrary } from './missing-cuda.js';
import { restoreUtilFunctions } from './restore-util-functions.js';

/** The packages that give the backend `tensorflow`; a process can load one of them. */
export type TensorflowPackage = '@tensorflow/tfjs-node' | '@tensorflow/tfjs-node-gpu';

/** What is asked of a package that was loaded. */
interface TensorflowModule {
  readonly version_core?: string;
  readonly version?: { readonly 'tfjs-node'?: string };
  readonly engine?: unknown;
}

/** The backend's fields that say how it runs. */
interface TensorflowBackend {
  readonly isUsingGpuDevice?: boolean;
  readonly binding?: { readonly TF_Version?: string };
}

let loaded: TensorflowPackage | undefined;

/** Loads a TensorFlow package and makes its backend the one in use, with the fused kernels of `@refrain/ops`. */
export async function startTensorflow(packageName: TensorflowPackage): Promise<BackendStart> {
  if (typeof process === 'undefined' || !process.versions?.node) return { reason: `${packageName} needs Node.` };
  if (loaded !== undefined && loaded !== packageName) {
    return { reason: `${loaded} was loaded before it, and a process can hold only one TensorFlow library.` };
  }
  let module: TensorflowModule;
  try {
    module = await quietly(() => load(packageName));
  } catch (error) {
    const folder = process.env['REFRAIN_TENSORFLOW'];
    const place = folder ? ` in ${folder}, which REFRAIN_TENSORFLOW names` : '';
    return explainLoadError(packageName, error, place);
  }
  loaded = packageName;
  const otherCore = describeOtherCore(packageName, module);
  if (otherCore) return { reason: otherCore };
  if (!('tensorflow' in engine().registryFactory)) return { reason: `${packageName} registered no backend.` };
  if (!(await setBackend('tensorflow'))) return { reason: `${packageName} did not start; the console shows why.` };
  const backend = engine().backend as unknown as TensorflowBackend;
  if (packageName.endsWith('-gpu') && backend.isUsingGpuDevice !== true) {
    return { reason: describeMissingGpu(packageName) };
  }
  const { useTensorflowKernels } = await import('../tensorflow/use-kernels.js');
  return {
    version: `${module.version?.['tfjs-node'] ?? 'unknown'} (TensorFlow ${backend.binding?.TF_Version ?? 'unknown'})`,
    device: backend.isUsingGpuDevice === true ? 'gpu' : 'cpu',
    threads: Number(process.env['TF_NUM_INTRAOP_THREADS']) || availableProcessors(),
    warnings: [...twoCopies(packageName, module), ...useTensorflowKernels()],
  };
}

/**
 * Keeps TensorFlow.js and TensorFlow from writing between the lines of whoever uses them: a second copy of tfjs-core
 * warns of each of its kernels, which {@link twoCopies} says in a sentence; TensorFlow of each call of an LSTM of an odd
 * width, unless TF_CPP_MIN_LOG_LEVEL asks for it.
 */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  const wasProduction = env().getBool('PROD');
  env().set('PROD', true);
  try {
    return await work();
  } finally {
    env().set('PROD', wasProduction);
  }
}

/** Loads a package, from the folder that REFRAIN_TENSORFLOW names or from where this one stands. */
async function load(packageName: TensorflowPackage): Promise<TensorflowModule> {
  restoreUtilFunctions();
  const folder = process.env['REFRAIN_TENSORFLOW'];
  // A name in a variable keeps bundlers from asking for a package that need not be there.
  const target = folder ? locate(packageName, folder) : packageName;
  const module = (await import(/* webpackIgnore: true */ /* @vite-ignore */ target)) as { default?: TensorflowModule };
  return module.default ?? (module as TensorflowModule);
}

function locate(packageName: string, folder: string): string {
  const { createRequire } = nodeModule<typeof nodeModules>('node:module')!;
  const { resolve } = nodeModule<typeof path>('node:path')!;
  const file = createRequire(resolve(folder, 'package.json')).resolve(packageName);
  // A path of Windows begins like an address of the protocol "c:".
  return process.platform === 'win32' ? nodeModule<typeof url>('node:url')!.pathToFileURL(file).href : file;
}

/** Why a package that brings another version of tfjs-core can't be used. */
function describeOtherCore(packageName: string, module: TensorflowModule): string | undefined {
  const brought = module.version_core ?? 'of no known version';
  if (brought === version_core) return undefined;
  return (
    `${packageName} works with a tfjs-core of its own, ${brought}, beside this project's ${version_core}; ` +
    `tensors can't go from one to the other. Run \`npm install ${packageName}@${tensorflowVersion}\`; ` +
    '`npm ls @tensorflow/tfjs-core` shows who asks for which version.'
  );
}

/** Two copies of one version share their engine, so they work, at the price of their size and of many warnings. */
function twoCopies(packageName: string, module: TensorflowModule): string[] {
  if (module.engine === engine) return [];
  return [
    `${packageName} loaded a second copy of @tensorflow/tfjs-core ${version_core}. It works, but costs memory; ` +
      '`npm dedupe`, or `pnpm dedupe`, leaves one.',
  ];
}

function describeMissingGpu(packageName: string): string {
  const missing = missingCudaLibrary();
  if (missing) return `${packageName} is installed, but CUDA's ${missing} was not found. ${cudaRemedy}`;
  return `${packageName} is installed, but finds no GPU. \`nvidia-smi\` shows those that the driver knows.`;
}
