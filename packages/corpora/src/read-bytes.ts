import { constants } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { InvalidArgumentError, refuse } from '@refrain/core';

/** How {@link readBytes} reads. */
export interface ReadBytesOptions {
  /** What would do in place of the path, for error messages. */
  readonly expected: string;
  readonly signal: AbortSignal | undefined;
}

/** The bytes of a file that may become a string. @throws InvalidArgumentError if there is none, or it is too large */
export async function readBytes(path: string, { expected, signal }: ReadBytesOptions): Promise<Uint8Array> {
  const bytes = await readFile(path, { signal }).catch((error: NodeJS.ErrnoException) => {
    signal?.throwIfAborted();
    throw unreadable(error, { path, expected });
  });
  if (bytes.length > constants.MAX_STRING_LENGTH) {
    throw unreadable({ code: 'ERR_FS_FILE_TOO_LARGE' }, { path, expected });
  }
  return bytes;
}

/** Why a file can't be read, and what would do in its place. */
export function unreadable(
  { code, message }: { code?: string; message?: string },
  { what = 'a corpus', path, expected }: { what?: string; path: string; expected: string },
): InvalidArgumentError {
  const [reason, remedy] = explanations.get(code) ?? [`can't be read (${message})`, 'Check the file.'];
  return new InvalidArgumentError({
    argument: 'corpus',
    value: path,
    message: `${what} must be ${expected}; ${path} ${reason}. ${remedy}`,
  });
}

const explanations = new Map<string | undefined, readonly [reason: string, remedy: string]>([
  ['ENOENT', ['does not exist', 'Check the path.']],
  ['ENOTDIR', ['does not exist', 'Check the path.']],
  ['EISDIR', ['is a folder', 'Give the path of a file.']],
  ['EACCES', ['may not be read', 'Check its permissions.']],
  [
    'ERR_FS_FILE_TOO_LARGE',
    ['is larger than a string can be', 'Read it in pieces with createReadStream, and encode those.'],
  ],
]);

/** Throws unless there is a folder to keep the download of the corpus `name` in. */
export function assertCacheDirectory(name: string, cacheDirectory: unknown): asserts cacheDirectory is string {
  if (cacheDirectory !== undefined) return;
  refuse('cacheDirectory', cacheDirectory, {
    expected: 'the path of a folder',
    remedy: `The corpus ${name} is downloaded, and kept there.`,
  });
}
