import pc from 'picocolors';
import { ArtifactError, InvalidArgumentError } from '@refrain/core';

/** What the process says to the shell when it ends. */
export const exitCodes = { success: 0, failure: 1, usage: 2, interrupted: 130, terminated: 143 } as const;

/** Thrown where the command line itself has to change: an option that can't be, or options that contradict each other. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Thrown where something that the command needs isn't as it should be: a file, a folder, the network, the disk. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/**
 * Turns whatever was thrown into a few lines for the screen and an exit code.
 *
 * @param options.debug adds the stack trace
 */
export function presentError(error: unknown, options: { debug: boolean }): { text: string; exitCode: number } {
  const message = messageOf(error);
  const stack = options.debug && error instanceof Error ? `\n\n${pc.dim(error.stack ?? '')}` : '';
  const hint = !options.debug && !isExpected(error) ? pc.dim('\nGive --debug to see where it happened.') : '';
  const exitCode = error instanceof UsageError ? exitCodes.usage : exitCodes.failure;
  return { text: `${pc.red('error:')} ${message}${hint}${stack}\n`, exitCode };
}

function isExpected(error: unknown): boolean {
  return (
    error instanceof UsageError ||
    error instanceof CommandError ||
    ArtifactError.isInstance(error) ||
    InvalidArgumentError.isInstance(error) ||
    systemMessage(error) !== undefined
  );
}

function messageOf(error: unknown): string {
  return systemMessage(error) ?? (error instanceof Error ? error.message : String(error));
}

const systemReasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full. Free some space',
  EDQUOT: 'the disk quota is used up. Free some space',
  EFBIG: 'the file would be larger than the system allows. Raise the limit (ulimit -f)',
  EACCES: 'permission is denied. Change the permissions, or give another place',
  EPERM: 'permission is denied. Change the permissions, or give another place',
  EROFS: 'the disk is read-only. Give another place',
  ENOENT: 'there is no such folder. Make it, or give another place',
  ENOTDIR: 'a file stands where a folder is needed. Give another place',
  EEXIST: 'a file stands where a folder is needed. Give another place',
  EISDIR: 'a folder stands where a file is needed. Give another place',
  EMFILE: 'too many files are open. Raise the limit (ulimit -n)',
  EIO: 'the disk reports an error. Check it, or give another place',
};

/** What a failed system call means to the user; undefined for other errors. */
function systemMessage(error: unknown): string | undefined {
  const { code, path, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  const reason = code === undefined ? undefined : systemReasons[code];
  if (reason === undefined || syscall === undefined) return undefined;
  return `the system refused to ${syscall} ${path ?? 'a file'}: ${reason}, and run the command again.`;
}
