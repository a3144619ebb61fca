import { ArtifactError, InvalidArgumentError } from '@refrain/core';
import type { Colours } from './colours.js';

/** What the process says to the shell when it ends. */
export const exitCodes = { success: 0, failure: 1, usage: 2, interrupted: 130, terminated: 143 } as const;

/** Thrown where the command line itself has to change. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Thrown where something that the command needs isn't as it should be: a file, a tokenizer, a text. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** Turns whatever was thrown into a few lines for the screen and an exit code; `debug` adds the stack trace. */
export function presentError(error: unknown, { debug, colours }: { debug: boolean; colours: Colours }) {
  const message = systemMessage(error) ?? (error instanceof Error ? error.message : String(error));
  const stack = debug && error instanceof Error ? `\n\n${error.stack ?? ''}` : '';
  const hint = !debug && !isExpected(error) ? '\nGive --debug to see where it happened.' : '';
  const exitCode = error instanceof UsageError ? exitCodes.usage : exitCodes.failure;
  return { text: `${colours('red', 'error:')} ${message}${hint}${stack}\n`, exitCode };
}

function isExpected(error: unknown): boolean {
  const kinds = [UsageError, CommandError];
  return (
    kinds.some((kind) => error instanceof kind) ||
    ArtifactError.isInstance(error) ||
    InvalidArgumentError.isInstance(error) ||
    systemMessage(error) !== undefined
  );
}

const systemReasons: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist. Check the path',
  EISDIR: 'it is a folder. Give the path of a file',
  ENOTDIR: 'a file stands where a folder is needed. Check the path',
  EACCES: 'permission is denied. Change the permissions, or give another path',
  EPERM: 'permission is denied. Change the permissions, or give another path',
  EROFS: 'the disk is read-only. Give another path',
  ENOSPC: 'the disk is full. Free some space',
  EDQUOT: 'the disk quota is used up. Free some space',
  EFBIG: 'the file would be larger than the system allows. Raise the limit (ulimit -f)',
  EIO: 'the disk reports an error. Check it, or give another path',
};

/** What a failed system call means to the user; undefined for other errors. */
function systemMessage(error: unknown): string | undefined {
  const { code, path, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  const reason = code === undefined ? undefined : systemReasons[code];
  return reason === undefined || syscall === undefined
    ? undefined
    : `the system refused to ${syscall} ${path ?? 'a file'}: ${reason}.`;
}
