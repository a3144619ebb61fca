import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The built command line. */
const cli = join(__dirname, '..', '..', 'dist', 'cli.js');
const killAt = join(__dirname, 'kill-at.mjs');

/** What a finished command left. */
export interface Finished {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that runs. */
export interface Running {
  readonly process: ChildProcess;
  readonly finished: Promise<Finished>;
}

/** Starts the real command line in `folder`, as a user would, without colours. @throws Error if it isn't built */
export function start(folder: string, words: readonly string[]): Running {
  return startProgram(folder, [process.execPath, cli, ...words]);
}

/** Runs the real command line until it ends or has called the file system `calls` times, when it is killed. */
export function runUntilKilled(
  folder: string,
  { calls, words }: { calls: number; words: readonly string[] },
): Promise<Finished> {
  process.env['KILL_AT_CALL'] = String(calls);
  try {
    return startProgram(folder, [process.execPath, '--import', pathToFileURL(killAt).href, cli, ...words]).finished;
  } finally {
    delete process.env['KILL_AT_CALL'];
  }
}

/** Runs the real command line to its end. */
export function run(folder: string, words: readonly string[]): Promise<Finished> {
  return start(folder, words).finished;
}

/** Runs the real command line from a shell, such as behind `ulimit`. */
export function runInShell(
  folder: string,
  { before, words }: { before: string; words: readonly string[] },
): Promise<Finished> {
  const quoted = [process.execPath, cli, ...words].map((word) => `'${word}'`).join(' ');
  return startProgram(folder, ['sh', '-c', `${before} exec ${quoted}`]).finished;
}

function startProgram(folder: string, [program, ...words]: readonly string[]): Running {
  if (!existsSync(cli)) throw new Error(`expected the built app at ${cli}; build it first with npm run setup`);
  const { FORCE_COLOR: _, npm_lifecycle_event: __, ...inherited } = process.env;
  const child = spawn(program!, words, { cwd: folder, env: { ...inherited, NO_COLOR: '1' } });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]!.setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text;
    });
  }
  const finished = new Promise<Finished>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode, signal) => resolve({ exitCode, signal, ...texts }));
  });
  return { process: child, finished };
}
