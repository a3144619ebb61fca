import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { exists, flushFolder, isMissing, renameIfThere, writeFlushed } from './durable-files.js';
import { missingArtifact, unwritableArtifact } from './errors.js';
import { artifactName, removeLeftovers, replacedName, settle, temporaryName } from './leftovers.js';
import { assertArtifactName, assertArtifacts, assertBytes } from './name.js';
import type { ArtifactStore } from './store.js';

/**
 * An {@link ArtifactStore} in a folder, which is made when something is written.
 *
 * Every write goes to a temporary name, is flushed to the disk, then renamed, so that a process killed at any moment
 * leaves each artifact whole, old or new. To replace a folder takes two renames, the old one away and the new one in;
 * a process killed between them leaves the old one under a name that `read` and `list` see through, and that the next
 * writer puts back. What a killed process left half written is never listed, and is removed by the next writer to the
 * same place. Several processes may use one store at once, as long as each name,
 * with what is below it, has one writer.
 *
 * @param directory the folder's path
 * @example
 * const store = fileStore('runs/sonnets');
 * await store.commit('checkpoints/step-000100', new Map([['weights.safetensors', bytes]]));
 */
export function fileStore(directory: string): ArtifactStore {
  const path = (name: string): string => {
    assertArtifactName(name);
    return join(directory, name);
  };

  /** Every folder that leads to `name`, from the outermost, and `name` itself. */
  const lineage = (name: string): string[] =>
    name.split('/').map((_, depth, parts) => join(directory, ...parts.slice(0, depth + 1)));

  /** Makes the folder of `name` ready to be written to, and gives the path of `name`. */
  const prepare = async (name: string): Promise<string> => {
    const target = path(name);
    for (const place of lineage(name)) await settle(place);
    await mkdir(dirname(target), { recursive: true });
    await removeLeftovers(dirname(target));
    return target;
  };

  return {
    async read(name) {
      const target = path(name);
      const bytes = (await readIfThere(target)) ?? (await readReplaced(name)) ?? (await readIfThere(target));
      if (bytes === undefined) throw missingArtifact(name);
      return bytes;
    },

    async write(name, bytes) {
      assertArtifactName(name);
      assertBytes(name, bytes);
      await explaining(name, async () => {
        const target = await prepare(name);
        const staged = temporaryName(target);
        await cleaningUp(staged, async () => {
          await writeFlushed(staged, bytes);
          await rename(staged, target);
        });
        await flushFolder(dirname(target));
      });
    },

    async list() {
      const entries = await listEntries(directory);
      const folders = new Set(entries.filter((entry) => entry.isFolder).map(({ name }) => name));
      return entries.flatMap((entry) => (entry.isFolder ? [] : (artifactName(entry.name, folders) ?? []))).sort();
    },

    async commit(folder, artifacts) {
      assertArtifactName(folder);
      assertArtifacts(artifacts);
      await explaining(folder, async () => {
        const target = await prepare(folder);
        const staged = temporaryName(target);
        await cleaningUp(staged, async () => {
          await writeFolder(staged, artifacts);
          await replace(target, staged);
        });
        await flushFolder(dirname(target));
        // The commit is done: what can't be removed now is never read, and the next writer removes it.
        await rm(replacedName(target), { recursive: true, force: true }).catch(() => undefined);
      });
    },

    async remove(name) {
      const target = path(name);
      for (const place of lineage(name)) await settle(place);
      const removed = temporaryName(target);
      if (!(await renameIfThere(target, removed))) return;
      await flushFolder(dirname(target));
      await rm(removed, { recursive: true, force: true });
    },
  };

  /** Reads from a folder that a killed (or just running) commit has moved away, and not yet replaced. */
  async function readReplaced(name: string): Promise<Uint8Array | undefined> {
    for (const folder of lineage(name).slice(0, -1)) {
      const bytes = await readIfThere(join(replacedName(folder), relative(folder, path(name))));
      if (bytes !== undefined && !(await exists(folder))) return bytes;
    }
    return undefined;
  }
}

async function readIfThere(file: string): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (error) {
    if (isMissing(error) || (error as NodeJS.ErrnoException).code === 'EISDIR') return undefined;
    throw error;
  }
}

/** Everything below `directory`, by its path with `/`; nothing where there is no such folder. */
async function listEntries(directory: string): Promise<{ name: string; isFolder: boolean }[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      const entries = await readdir(directory, { recursive: true, withFileTypes: true });
      return entries.map((entry) => ({
        name: relative(directory, join(entry.parentPath, entry.name)).replaceAll('\\', '/'),
        isFolder: entry.isDirectory(),
      }));
    } catch (error) {
      if (isMissing(error) && !(await exists(directory))) return [];
      // Where the folder itself is there, one below it may have been renamed while it was read: read again.
      if (!isMissing(error) || attempt === 5) throw error;
    }
  }
}

async function writeFolder(folder: string, artifacts: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const folders = new Set([folder]);
  await mkdir(folder);
  for (const [name, bytes] of artifacts) {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFlushed(file, bytes);
    for (let above = dirname(file); above !== folder; above = dirname(above)) folders.add(above);
  }
  for (const made of folders) await flushFolder(made);
}

/** Puts `staged` in the place of `target`, whose old content stays beside it; all or nothing, unless killed between. */
async function replace(target: string, staged: string): Promise<void> {
  const moved = await renameIfThere(target, replacedName(target));
  try {
    await rename(staged, target);
  } catch (error) {
    if (moved) await rename(replacedName(target), target);
    throw error;
  }
}

async function cleaningUp(staged: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    await rm(staged, { recursive: true, force: true });
    throw error;
  }
}

/** Names the artifact where the system can't write. */
async function explaining(name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { errno, message } = error as NodeJS.ErrnoException;
    throw errno === undefined ? error : unwritableArtifact(name, message, error);
  }
}
