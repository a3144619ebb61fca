import { missingArtifact, unwritableArtifact } from './errors.js';
import { assertArtifactName, assertArtifacts, assertBytes } from './name.js';
import type { ArtifactStore } from './store.js';

/**
 * An {@link ArtifactStore} in memory: for tests, browsers and programs that move the bytes elsewhere.
 *
 * @example
 * const store = memoryStore();
 * await store.write('model/config.json', new TextEncoder().encode('{}'));
 * await store.list();   // ['model/config.json']
 */
export function memoryStore(): ArtifactStore {
  const stored = new Map<string, Uint8Array>();

  const remove = (name: string): void => {
    for (const other of [...stored.keys()]) {
      if (other === name || other.startsWith(`${name}/`)) stored.delete(other);
    }
  };

  /** Refuses a name below an artifact, which would have to be a folder as well. */
  const assertNoArtifactAbove = (name: string): void => {
    for (const other of stored.keys()) {
      if (name.startsWith(`${other}/`)) throw unwritableArtifact(name, `${other} is a file, not a folder`);
    }
  };

  return {
    async read(name) {
      assertArtifactName(name);
      const bytes = stored.get(name);
      if (bytes === undefined) throw missingArtifact(name);
      return new Uint8Array(bytes);
    },
    async write(name, bytes) {
      assertArtifactName(name);
      assertBytes(name, bytes);
      assertNoArtifactAbove(name);
      for (const other of stored.keys()) {
        if (other.startsWith(`${name}/`)) throw unwritableArtifact(name, 'it is a folder');
      }
      stored.set(name, new Uint8Array(bytes));
    },
    async list() {
      return [...stored.keys()].sort();
    },
    async commit(folder, artifacts) {
      assertArtifactName(folder);
      assertArtifacts(artifacts);
      const names = [...artifacts.keys()];
      assertNoArtifactAbove(folder);
      for (const name of names) {
        const above = names.find((other) => name.startsWith(`${other}/`));
        if (above !== undefined) throw unwritableArtifact(`${folder}/${name}`, `${above} is a file, not a folder`);
      }
      remove(folder);
      for (const [name, bytes] of artifacts) stored.set(`${folder}/${name}`, new Uint8Array(bytes));
    },
    async remove(name) {
      assertArtifactName(name);
      remove(name);
    },
  };
}
