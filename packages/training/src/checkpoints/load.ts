import { ArtifactError, assertKnownOptions, assertNonNegativeInteger, decodeSafetensors, sha256 } from '@refrain/core';
import type { ArtifactStore, NamedArray } from '@refrain/core';
import type { Checkpoint } from './checkpoint.js';
import { checkpointFolder, checkpointSteps } from './folder.js';
import { decodeState } from './state-file.js';
import type { FileRecord } from './state-file.js';

/**
 * Reads a checkpoint and checks the size and SHA-256 of each of its files.
 *
 * @param options `step`: which one. @default the newest
 * @throws ArtifactError if there is none, or a file of it is missing, cut short, changed or of another version; the
 *   message names the file, and the newest older checkpoint that is whole
 * @example
 * const resume = await loadCheckpoint(fileStore('runs/hamlet'));
 * await train({ model, data, optimizer, steps: 10_000, resume });
 */
export async function loadCheckpoint(
  store: ArtifactStore,
  options: { readonly step?: number } = {},
): Promise<Checkpoint> {
  assertKnownOptions('loadCheckpoint', options, ['step']);
  if (options.step !== undefined) assertNonNegativeInteger('step', options.step);
  const steps = await checkpointSteps(store);
  const step = options.step ?? steps.at(-1);
  if (step === undefined || !steps.includes(step)) throw missing(step, steps);
  try {
    return await read(store, step);
  } catch (error) {
    if (!ArtifactError.isInstance(error)) throw error;
    const older = await newestWhole(
      store,
      steps.filter((other) => other < step),
    );
    const remedy =
      older === undefined
        ? 'There is no older whole checkpoint: begin again, or bring back a copy of the file.'
        : `Go on from step ${older}, the newest older checkpoint that is whole, or bring back a copy of the file.`;
    throw new ArtifactError({ artifact: error.artifact, message: `${error.message} ${remedy}`, cause: error });
  }
}

async function newestWhole(store: ArtifactStore, steps: readonly number[]): Promise<number | undefined> {
  for (const step of steps.toReversed()) {
    try {
      await read(store, step);
      return step;
    } catch (error) {
      if (!ArtifactError.isInstance(error)) throw error;
    }
  }
  return undefined;
}

async function read(store: ArtifactStore, step: number): Promise<Checkpoint> {
  const folder = checkpointFolder(step);
  const { optimizer, callbacks, files, ...state } = await decodeState(
    await store.read(`${folder}/state.json`),
    `${folder}/state.json`,
  );
  const arrays = new Map<string, Map<string, NamedArray>>();
  for (const file of files) {
    const artifact = `${folder}/${file.name}`;
    arrays.set(file.name, decodeSafetensors(await readWhole(store, artifact, file), artifact));
  }
  const callbackArrays = [...(arrays.get('callbacks.safetensors') ?? [])];
  return {
    ...state,
    weights: arrays.get('weights.safetensors') ?? new Map(),
    optimizer: { values: optimizer, slots: arrays.get('optimizer.safetensors') ?? new Map() },
    carry: arrays.get('carry.safetensors'),
    callbacks: new Map(
      [...callbacks].map(([callback, values]) => {
        const own = callbackArrays.filter(([name]) => name.startsWith(`${callback}/`));
        const named = own.map(([name, array]) => [name.slice(callback.length + 1), array] as const);
        return [callback, named.length > 0 ? { values, arrays: new Map(named) } : { values }];
      }),
    ),
  };
}

async function readWhole(store: ArtifactStore, artifact: string, record: FileRecord): Promise<Uint8Array> {
  const bytes = await store.read(artifact);
  const problem =
    bytes.length < record.size
      ? `it was cut short to ${bytes.length}`
      : bytes.length > record.size
        ? `it has ${bytes.length}`
        : (await sha256(bytes)) === record.sha256
          ? undefined
          : 'they have changed since: their SHA-256 is another';
  if (problem === undefined) return bytes;
  const message = `expected ${artifact} to hold the ${record.size} bytes that were saved; ${problem}.`;
  throw new ArtifactError({ artifact, message });
}

function missing(step: number | undefined, steps: readonly number[]): ArtifactError {
  const artifact = step === undefined ? 'checkpoints' : checkpointFolder(step);
  const message =
    steps.length === 0
      ? `expected a checkpoint below checkpoints/; there is none. Check the folder, or train first.`
      : `expected to find ${artifact}; there are checkpoints of the steps ${steps.join(', ')}. Choose one of them.`;
  return new ArtifactError({ artifact, message });
}
