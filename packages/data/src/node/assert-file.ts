import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { describeValue, InvalidArgumentError } from '@refrain/core';

/** Throws unless there is a file with content at `path`. @returns its size in bytes */
export function assertFile(reader: string, path: string): number {
  if (typeof path !== 'string' || path === '') {
    return refusePath(reader, path, { found: `received ${describeValue(path)}`, remedy: 'Name a file.' });
  }
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return refusePath(reader, path, { found: `there is nothing at ${path}`, remedy: 'Check the path.' });
  if (found.isDirectory())
    return refusePath(reader, path, { found: `${path} is a folder`, remedy: 'Name a file in it.' });
  if (!found.isFile())
    return refusePath(reader, path, {
      found: `${path} is no regular file`,
      remedy: 'Write what it gives to a file first.',
    });
  if (found.size === 0)
    return refusePath(reader, path, { found: `${path} is empty`, remedy: 'Name a file with content.' });
  return found.size;
}

/** Throws unless a file can be written at `path`. */
export function assertFilePlace(writer: string, path: string): void {
  if (typeof path !== 'string' || path === '') {
    return refusePath(writer, path, { found: `received ${describeValue(path)}`, remedy: 'Name a file.' });
  }
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    return refusePath(writer, path, { found: `${path} is a folder`, remedy: 'Name a file in it.' });
  }
  if (!statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory()) {
    return refusePath(writer, path, { found: `there is no folder ${dirname(path)}`, remedy: 'Make it first.' });
  }
}

function refusePath(owner: string, path: unknown, { found, remedy }: { found: string; remedy: string }): never {
  throw new InvalidArgumentError({
    argument: 'path',
    value: path,
    message: `${owner} expects the path of a file; ${found}. ${remedy}`,
  });
}
