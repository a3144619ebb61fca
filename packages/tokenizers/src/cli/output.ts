import { once } from 'node:events';
import { createWriteStream, existsSync, realpathSync, rmSync, statSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { exitCodes } from './errors.js';

/** Where a command's result goes. */
export interface Output {
  /** Writes, and waits where the reader is slower. */
  write(content: string | Uint8Array): Promise<void>;
}

/**
 * Runs `produce` with an output, and keeps what it wrote if it comes to its end.
 *
 * A file appears whole or not at all, also when the command fails or is interrupted: it is written under another name
 * beside its place, and renamed.
 *
 * @param file a path; standard output if it is undefined or `-`
 */
export async function withOutput(file: string | undefined, produce: (output: Output) => Promise<void>): Promise<void> {
  if (file === undefined || file === '-') return produce(writer(process.stdout));
  const target = existsSync(file) ? realpathSync(file) : file;
  // A device or a pipe can't be replaced.
  const replaceable = !existsSync(target) || statSync(target).isFile();
  const written = replaceable ? `${target}.${process.pid}.part` : target;
  const stream = createWriteStream(written).on('error', () => {
    // Whoever writes next, or waits for the end, is told.
  });
  const remove = (): void => {
    if (replaceable) rmSync(written, { force: true });
  };
  const release = onInterruption(remove);
  try {
    await once(stream, 'open');
    await produce(writer(stream));
    await finished(stream.end());
    if (replaceable) await rename(written, target);
  } catch (error) {
    stream.destroy();
    remove();
    throw named(error, { written, file });
  } finally {
    release();
  }
}

function writer(stream: Writable): Output {
  return {
    async write(content) {
      if (stream.errored) throw stream.errored;
      if (content.length === 0) return;
      if (!stream.write(content)) await once(stream, 'drain');
    },
  };
}

/** Calls `clean` if the process is interrupted, and ends it. @returns what stops watching */
function onInterruption(clean: () => void): () => void {
  const end = (code: number) => (): void => {
    clean();
    process.exit(code);
  };
  const listeners = [
    ['SIGINT', end(exitCodes.interrupted)],
    ['SIGTERM', end(exitCodes.terminated)],
  ] as const;
  for (const [name, listener] of listeners) process.once(name, listener);
  return () => {
    for (const [name, listener] of listeners) process.off(name, listener);
  };
}

/** A failure to write the file under its other name is one to write the file. */
function named(error: unknown, { written, file }: { written: string; file: string }): unknown {
  if ((error as NodeJS.ErrnoException | undefined)?.path === written) (error as NodeJS.ErrnoException).path = file;
  return error;
}
