import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

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

/** The real command line of an app, as a user has it. */
export interface BuiltApp {
  /** Starts it in `folder`, without colours. @throws Error if it isn't built */
  start(folder: string, words: readonly string[]): Running;
  /** Runs it to its end. */
  run(folder: string, words: readonly string[]): Promise<Finished>;
  /** Runs it until it ends or has called the file system `calls` times, when it is killed. */
  runUntilKilled(folder: string, options: { calls: number; words: readonly string[] }): Promise<Finished>;
  /** Runs it from a shell, such as behind `ulimit`. */
  runInShell(folder: string, options: { before: string; words: readonly string[] }): Promise<Finished>;
}

/** @param cli the built command line, such as `dist/cli.js` */
export function builtApp(cli: string): BuiltApp {
  const start: BuiltApp['start'] = (folder, words) => startProgram(cli, folder, [process.execPath, cli, ...words]);
  return {
    start,
    run: (folder, words) => start(folder, words).finished,
    runUntilKilled(folder, { calls, words }) {
      process.env['KILL_AT_CALL'] = String(calls);
      try {
        const program = [process.execPath, '--import', pathToFileURL(killAt).href, cli, ...words];
        return startProgram(cli, folder, program).finished;
      } finally {
        delete process.env['KILL_AT_CALL'];
      }
    },
    runInShell(folder, { before, words }) {
      const quoted = [process.execPath, cli, ...words].map((word) => `'${word}'`).join(' ');
      return startProgram(cli, folder, ['sh', '-c', `${before} exec ${quoted}`]).finished;
    },
  };
}

function startProgram(cli: string, folder: string, [program, ...words]: readonly string[]): Running {
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
