import { engine, getBackend, setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { assertKnownOptions, assertOneOf } from '@refrain/core';
import { backendName, useRefrain } from './register.js';
import { unsupportedReason } from './support.js';

/** Backends that {@link pickBackend} knows, the best first. */
export const backendChoices = ['tensorflow-gpu', 'refrain', 'tensorflow', 'cpu'] as const;

/** A backend by the name that {@link pickBackend} takes: `tensorflow` and `tensorflow-gpu` are TensorFlow's own library. */
export type BackendChoice = (typeof backendChoices)[number];

/** Options of {@link pickBackend}. */
export interface PickBackendOptions {
  /** The backend to use, with no other tried. @default the environment variable REFRAIN_BACKEND, else the best at hand */
  readonly backend?: BackendChoice;
}

/** What {@link pickBackend} chose. */
export interface PickedBackend {
  readonly backend: BackendChoice;
  /** The backend's name in TensorFlow.js, as `tf.getBackend()` gives it. */
  readonly name: string;
  /** The better backends that were not chosen, each with the reason, as one sentence. */
  readonly skipped: readonly { readonly backend: BackendChoice; readonly reason: string }[];
}

/**
 * Makes the best backend at hand the one in use: TensorFlow with a GPU where `@tensorflow/tfjs-node-gpu` is installed
 * and finds one, then `refrain`, then TensorFlow where `@tensorflow/tfjs-node` is installed, then `cpu`.
 *
 * Neither TensorFlow package is needed, or ever installed by this one.
 *
 * @returns which backend was chosen, and why each better one was not
 * @throws InvalidArgumentError for an unknown backend or option; Error where the one asked for can't run, saying why
 * @example
 * const { backend, skipped } = await pickBackend();   // backend: 'refrain'
 */
export async function pickBackend(options: PickBackendOptions = {}): Promise<PickedBackend> {
  assertKnownOptions('pickBackend', options, ['backend']);
  const wanted = options.backend ?? fromEnvironment();
  if (wanted !== undefined) {
    assertOneOf(options.backend === undefined ? 'REFRAIN_BACKEND' : 'backend', wanted, backendChoices);
    const reason = await start(wanted);
    if (reason) throw new Error(`The backend ${wanted} can't run here: ${reason} Leave the choice to pickBackend().`);
    return { backend: wanted, name: getBackend(), skipped: [] };
  }
  const skipped: { backend: BackendChoice; reason: string }[] = [];
  for (const backend of backendChoices) {
    const reason = await start(backend);
    if (reason === undefined) return { backend, name: getBackend(), skipped };
    skipped.push({ backend, reason });
  }
  throw new Error(
    `No backend can run here: ${skipped.map(({ backend, reason }) => `${backend}: ${reason}`).join(' ')}`,
  );
}

function fromEnvironment(): BackendChoice | undefined {
  const name = typeof process === 'undefined' ? undefined : process.env?.['REFRAIN_BACKEND'];
  return name === undefined || name === '' ? undefined : (name as BackendChoice);
}

/** Starts a backend; the reason, one sentence, if it can't run. */
async function start(backend: BackendChoice): Promise<string | undefined> {
  if (backend === 'tensorflow-gpu') return startTensorflow('@tensorflow/tfjs-node-gpu', true);
  if (backend === 'tensorflow') return startTensorflow('@tensorflow/tfjs-node', false);
  if (backend === 'cpu') return (await setBackend('cpu')) ? undefined : 'it did not start.';
  const reason = unsupportedReason();
  if (reason) return reason;
  try {
    await useRefrain();
    return undefined;
  } catch (error) {
    return `${backendName} did not start: ${messageOf(error)}.`;
  }
}

async function startTensorflow(packageName: string, needsGpu: boolean): Promise<string | undefined> {
  if (typeof process === 'undefined' || !process.versions?.node) return `${packageName} needs Node.`;
  try {
    // A name in a variable keeps bundlers from asking for a package that need not be there.
    await import(/* webpackIgnore: true */ /* @vite-ignore */ packageName);
  } catch (error) {
    const missing = (error as { code?: string }).code?.endsWith('MODULE_NOT_FOUND');
    return missing ? `${packageName} is not installed.` : `${packageName} does not load: ${messageOf(error)}.`;
  }
  if (!('tensorflow' in engine().registryFactory)) return `${packageName} registers no backend for this tfjs-core.`;
  if (!(await setBackend('tensorflow'))) return `${packageName} did not start.`;
  const { isUsingGpuDevice } = engine().backend as { isUsingGpuDevice?: boolean };
  return needsGpu && isUsingGpuDevice !== true ? `${packageName} finds no GPU.` : undefined;
}

/** An error's first line, without its full stop. */
function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0]!.replace(/\.$/, '');
}
