import { ArtifactError } from '../errors.js';
import type { ArtifactStore } from './store.js';
import { assertArtifactName } from './name.js';

/**
 * An {@link ArtifactStore} in memory: for tests, browsers and programs that move the bytes elsewhere.
 *
 * @example
 * const store = memoryStore();
 * await model.save(store);
 * await store.list();   // ['config.json', 'weights.safetensors']
 */
export function memoryStore(): ArtifactStore {
  const artifacts = new Map<string, Uint8Array>();
  const removeBelow = (folder: string): void => {
    for (const name of [...artifacts.keys()]) if (name.startsWith(`${folder}/`)) artifacts.delete(name);
  };
  return {
    async read(name) {
      assertArtifactName(name);
      const bytes = artifacts.get(name);
      if (bytes === undefined) throw missingArtifact(name);
      return bytes.slice();
    },
    async write(name, bytes) {
      assertArtifactName(name);
      artifacts.set(name, bytes.slice());
    },
    async list() {
      return [...artifacts.keys()].sort();
    },
    async commit(folder, added) {
      for (const name of [folder, ...added.keys()]) assertArtifactName(name);
      removeBelow(folder);
      for (const [name, bytes] of added) artifacts.set(`${folder}/${name}`, bytes.slice());
    },
    async remove(folder) {
      assertArtifactName(folder);
      removeBelow(folder);
    },
  };
}

/** The error of every store for an artifact that is not there. */
export function missingArtifact(name: string, cause?: unknown): ArtifactError {
  return new ArtifactError({
    artifact: name,
    message: `expected to find ${name}; there is no such file. Check the folder's name, or save there first.`,
    cause,
  });
}
