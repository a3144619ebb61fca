import { encodeSafetensors, sha256 } from '@refrain/core';
import type { ArtifactStore, NamedArray } from '@refrain/core';
import { storageError } from '../storage-error.js';
import type { Checkpoint } from './checkpoint.js';
import { checkpointFolder, checkpointSteps } from './folder.js';
import { encodeState } from './state-file.js';
import type { FileRecord } from './state-file.js';

/**
 * Writes a checkpoint as `checkpoints/step-000123/`, all its files at once, in place of an older one of that step:
 * `weights.safetensors`, `optimizer.safetensors`, `carry.safetensors` and `callbacks.safetensors` where there are such
 * arrays, and `state.json` with everything else and each file's size and SHA-256.
 *
 * @throws ArtifactError if the store can't keep it, such as on a full disk; what was saved before stays as it was
 */
export async function saveCheckpoint(store: ArtifactStore, checkpoint: Checkpoint): Promise<void> {
  const folder = checkpointFolder(checkpoint.step);
  const files = await encodeCheckpoint(checkpoint);
  try {
    await store.commit(folder, files);
  } catch (cause) {
    const last = (await checkpointSteps(store).catch(() => [])).at(-1);
    const next = last === undefined ? 'begin again' : `resume from step ${last}, which is saved`;
    throw storageError({ artifact: folder, cause, next });
  }
}

async function encodeCheckpoint(checkpoint: Checkpoint): Promise<ReadonlyMap<string, Uint8Array>> {
  const { weights, optimizer, carry, callbacks, ...rest } = checkpoint;
  const callbackArrays = [...callbacks].flatMap(([callback, { arrays }]) =>
    [...(arrays ?? [])].map(([name, array]): [string, NamedArray] => [`${callback}/${name}`, array]),
  );
  const files = new Map<FileRecord['name'], Uint8Array>([
    ['weights.safetensors', encodeSafetensors(weights)],
    ['optimizer.safetensors', encodeSafetensors(optimizer.slots)],
  ]);
  if (carry) files.set('carry.safetensors', encodeSafetensors(carry));
  if (callbackArrays.length > 0) files.set('callbacks.safetensors', encodeSafetensors(new Map(callbackArrays)));
  const records = [...files].map(async ([name, bytes]) => ({ name, size: bytes.length, sha256: await sha256(bytes) }));
  const state = await encodeState({
    ...rest,
    optimizer: optimizer.values,
    callbacks: new Map([...callbacks].map(([name, { values }]) => [name, values])),
    files: await Promise.all(records),
  });
  return new Map([...files, ['state.json', state]]);
}
