import { exitCodes } from '../command-line/errors.js';

/** A first Ctrl-C (or SIGTERM) asks for an orderly end; a second one ends the process at once. */
export interface Interruption {
  /** Aborted at the first one. */
  readonly signal: AbortSignal;
  /** What the process exits with after the orderly end; undefined while nothing has come. */
  readonly exitCode: number | undefined;
  /** Stops watching: from here on Ctrl-C ends the process as usual. */
  release(): void;
}

/** @param onFirst called at the first one, to say what happens now */
export function watchInterruption(onFirst: () => void): Interruption {
  const controller = new AbortController();
  let exitCode: number | undefined;
  const receive = (code: number) => (): void => {
    if (exitCode !== undefined) process.exit(code);
    exitCode = code;
    onFirst();
    controller.abort(new Error('interrupted'));
  };
  const listeners = [
    ['SIGINT', receive(exitCodes.interrupted)],
    ['SIGTERM', receive(exitCodes.terminated)],
  ] as const;
  for (const [name, listener] of listeners) process.on(name, listener);
  return {
    signal: controller.signal,
    get exitCode() {
      return exitCode;
    },
    release() {
      for (const [name, listener] of listeners) process.off(name, listener);
    },
  };
}
