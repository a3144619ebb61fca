import { engine, getBackend, setBackend, version_core } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { assertKnownOptions, assertOneOf } from '@refrain/core';
import { version } from '../../package.json';
import { backendName, useRefrain } from '../register.js';
import { threadCount } from '../runtime/thread-count.js';
import { unsupportedReason } from '../support.js';
import { type BackendChoice, backendChoices, type BackendDetails, type BackendStart } from './choices.js';
import { firstLine } from './explain-load-error.js';
import { startTensorflow } from './start-tensorflow.js';

/** Options of {@link pickBackend}. */
export interface PickBackendOptions {
  /** The backend to use, with no other tried. @default the environment variable REFRAIN_BACKEND, else the best at hand */
  readonly backend?: BackendChoice;
}

/** A backend that was not chosen. */
export interface SkippedBackend {
  readonly backend: BackendChoice;
  /** Why not, as sentences, with the way out where there is one. */
  readonly reason: string;
  /** Whether it was tried; the others come after the one that was chosen, or were not asked for. */
  readonly tried: boolean;
}

/** What {@link pickBackend} chose. */
export interface PickedBackend extends BackendDetails {
  readonly backend: BackendChoice;
  /** The backend's name in TensorFlow.js, as `tf.getBackend()` gives it. */
  readonly name: string;
  /** Every other backend, the best first. */
  readonly skipped: readonly SkippedBackend[];
}

/**
 * Makes the best backend at hand the one in use: TensorFlow with a GPU where `@tensorflow/tfjs-node-gpu` is installed
 * and finds one, then `refrain`, then TensorFlow where `@tensorflow/tfjs-node` is installed, then `cpu`.
 *
 * Neither TensorFlow package is needed, or ever installed by this one; each is loaded only when its turn comes, from
 * the folder that the environment variable REFRAIN_TENSORFLOW names or from where this package stands. Their backend
 * gets the fused kernels of `@refrain/ops` from TensorFlow's own.
 *
 * @returns which backend was chosen, how it runs, and why each other was not
 * @throws InvalidArgumentError for an unknown backend or option; Error where the one asked for can't run, saying why
 * @example
 * const { backend, threads, skipped } = await pickBackend();   // backend: 'refrain'
 */
export async function pickBackend(options: PickBackendOptions = {}): Promise<PickedBackend> {
  assertKnownOptions('pickBackend', options, ['backend']);
  const wanted = options.backend ?? fromEnvironment();
  if (wanted !== undefined) {
    assertOneOf(options.backend === undefined ? 'REFRAIN_BACKEND' : 'backend', wanted, backendChoices);
    const started = await start(wanted);
    if ('reason' in started) {
      const why = [started.reason, ...(started.remedy === undefined ? [] : [started.remedy])].join(' ');
      throw new Error(`The backend ${wanted} can't run here: ${why} Leave the choice to pickBackend().`);
    }
    const others = backendChoices.filter((backend) => backend !== wanted);
    const skipped = others.map((backend) => ({ backend, reason: `${wanted} was asked for.`, tried: false }));
    return { backend: wanted, name: getBackend(), ...started, skipped };
  }
  const failed: SkippedBackend[] = [];
  for (const [position, backend] of backendChoices.entries()) {
    const started = await start(backend);
    if ('reason' in started) {
      failed.push({ backend, reason: started.reason, tried: true });
      continue;
    }
    const reason = `${backend} comes first; REFRAIN_BACKEND or the option backend asks for another.`;
    const later = backendChoices.slice(position + 1).map((other) => ({ backend: other, reason, tried: false }));
    return { backend, name: getBackend(), ...started, skipped: [...failed, ...later] };
  }
  throw new Error(`No backend can run here: ${failed.map(({ backend, reason }) => `${backend}: ${reason}`).join(' ')}`);
}

function fromEnvironment(): BackendChoice | undefined {
  const name = typeof process === 'undefined' ? undefined : process.env?.['REFRAIN_BACKEND'];
  return name === undefined || name === '' ? undefined : (name as BackendChoice);
}

/** Starts a backend; where that fails, the backend that was in use stays so. */
async function start(backend: BackendChoice): Promise<BackendStart> {
  const before = engine().backendName;
  const started = await starters[backend]();
  // The packages of TensorFlow make theirs the one in use while they load.
  if ('reason' in started && before && engine().backendName !== before) await setBackend(before);
  return started;
}

const starters: Readonly<Record<BackendChoice, () => Promise<BackendStart>>> = {
  'tensorflow-gpu': () => startTensorflow('@tensorflow/tfjs-node-gpu'),
  refrain: startRefrain,
  tensorflow: () => startTensorflow('@tensorflow/tfjs-node'),
  cpu: startCpu,
};

async function startRefrain(): Promise<BackendStart> {
  const reason = unsupportedReason();
  if (reason) return { reason };
  try {
    await useRefrain();
    return { version, device: 'cpu', threads: threadCount(), warnings: [] };
  } catch (error) {
    return { reason: `${backendName} did not start: ${firstLine((error as Error).message)}.` };
  }
}

async function startCpu(): Promise<BackendStart> {
  if (!(await setBackend('cpu'))) return { reason: 'it did not start.' };
  return { version: version_core, device: 'cpu', threads: 1, warnings: [] };
}
