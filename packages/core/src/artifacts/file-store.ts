import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { missingArtifact } from './memory-store.js';
import { assertArtifactName } from './name.js';
import type { ArtifactStore } from './store.js';

const temporary = '.refrain-temporary-';
const ownTemporary = `${temporary}${randomBytes(4).toString('hex')}-`;

/**
 * An {@link ArtifactStore} in a folder, which is made when something is written.
 *
 * Every write goes to a temporary name, is flushed to the disk, then renamed, so that a process killed at any moment
 * leaves each artifact, and each committed folder, either whole or absent. What a killed process left half written is
 * never listed, and is removed by the next write to the same place.
 *
 * @param directory the folder's path
 */
export function fileStore(directory: string): ArtifactStore {
  const path = (name: string): string => {
    assertArtifactName(name);
    return join(directory, name);
  };
  return {
    async read(name) {
      try {
        return new Uint8Array(await readFile(path(name)));
      } catch (cause) {
        if (isMissing(cause)) throw missingArtifact(name, cause);
        throw cause;
      }
    },
    async write(name, bytes) {
      const target = path(name);
      await mkdir(dirname(target), { recursive: true });
      await removeLeftovers(target);
      const staged = temporaryName(target);
      await cleaningUp(staged, async () => {
        await writeFlushed(staged, bytes);
        await rename(staged, target);
      });
      await flushFolder(dirname(target));
    },
    async list() {
      const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(join(directory, '/').length).replaceAll('\\', '/'))
        .filter((name) => !name.includes(temporary))
        .sort();
    },
    async commit(folder, artifacts) {
      const target = path(folder);
      await mkdir(dirname(target), { recursive: true });
      await removeLeftovers(target);
      const staged = temporaryName(target);
      await cleaningUp(staged, async () => {
        await mkdir(staged);
        for (const [name, bytes] of artifacts) {
          assertArtifactName(name);
          await mkdir(dirname(join(staged, name)), { recursive: true });
          await writeFlushed(join(staged, name), bytes);
        }
        await flushFolder(staged);
        await rm(target, { recursive: true, force: true });
        await rename(staged, target);
      });
      await flushFolder(dirname(target));
    },
    async remove(folder) {
      await rm(path(folder), { recursive: true, force: true });
    },
  };
}

function temporaryName(target: string): string {
  return join(dirname(target), `${ownTemporary}${randomBytes(6).toString('hex')}`);
}

/** Removes what earlier, killed writers left beside `target`. One process writes to a store at a time. */
async function removeLeftovers(target: string): Promise<void> {
  for (const name of await readdir(dirname(target))) {
    if (!name.startsWith(temporary) || name.startsWith(ownTemporary)) continue;
    await rm(join(dirname(target), name), { recursive: true, force: true });
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

async function writeFlushed(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a rename itself durable. Windows can't open folders, and needs no such step. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT';
}
