import { randomBytes } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { exists, renameIfThere } from './durable-files.js';
import { reservedPrefix } from './name.js';

const temporaryPrefix = `${reservedPrefix}temporary-`;
const replacedPrefix = `${reservedPrefix}replaced-`;

/** A new name beside `target`, for what is not yet, or no longer, part of the store. It tells which process made it. */
export function temporaryName(target: string): string {
  return join(dirname(target), `${temporaryPrefix}${process.pid}-${randomBytes(6).toString('hex')}`);
}

/** Where `target` waits while the folder that replaces it is put in its place. */
export function replacedName(target: string): string {
  return join(dirname(target), replacedPrefix + basename(target));
}

/** Removes from `folder` what processes left there that were killed while they wrote. */
export async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(temporaryPrefix)) continue;
    const path = join(folder, name);
    if (await isAbandoned(path)) await rm(path, { recursive: true, force: true });
  }
}

/**
 * Settles a commit to `target` that was cut off: before the new folder was in place the old one comes back, after it
 * the old one is removed.
 */
export async function settle(target: string): Promise<void> {
  const replaced = replacedName(target);
  if (!(await exists(replaced))) return;
  if (await exists(target)) await rm(replaced, { recursive: true, force: true });
  else await renameIfThere(replaced, target);
}

/**
 * The artifact that `stored`, a path below a store's folder, belongs to; undefined for what is not part of the store.
 *
 * @param folders all folders below the store's folder
 */
export function artifactName(stored: string, folders: ReadonlySet<string>): string | undefined {
  const parts: string[] = [];
  for (const part of stored.split('/')) {
    if (part.startsWith(temporaryPrefix)) return undefined;
    const isReplaced = part.startsWith(replacedPrefix);
    parts.push(isReplaced ? part.slice(replacedPrefix.length) : part);
    if (isReplaced && folders.has(parts.join('/'))) return undefined;
  }
  return parts.join('/');
}

/** Whether the process that made a temporary file or folder is gone. */
async function isAbandoned(path: string): Promise<boolean> {
  const maker = Number.parseInt(basename(path).slice(temporaryPrefix.length), 10);
  if (maker !== process.pid) return !isRunning(maker);
  // A process in a container often has the number that its predecessor had. File systems round times, hence the slack.
  const began = Date.now() - 1000 * process.uptime() - 10_000;
  const { mtimeMs } = await stat(path);
  return mtimeMs < began;
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
