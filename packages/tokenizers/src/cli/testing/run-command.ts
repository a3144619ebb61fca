import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The built command line. */
const cli = join(__dirname, '..', '..', '..', 'dist', 'cli.js');

/** What a finished command left. */
export interface Finished {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a command reads and sees. */
export interface Surroundings {
  /** Standard input; stays open if undefined. */
  readonly input?: string | Uint8Array;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts the real command line in `folder`, without colours unless the environment asks for them. @throws Error if it isn't built */
export function start(folder: string, words: readonly string[], { input, environment }: Surroundings = {}) {
  return startProgram(folder, [process.execPath, cli, ...words], { input, environment });
}

/** Runs the real command line to its end. */
export function run(folder: string, words: readonly string[], surroundings: Surroundings = {}): Promise<Finished> {
  return start(folder, words, { input: '', ...surroundings }).finished;
}

/** Runs a line of a shell in which `refrain-tokenizers` stands for the real command line. */
export function runInShell(folder: string, line: string): Promise<Finished> {
  const command = `'${process.execPath}' '${cli}'`;
  const words = ['sh', '-c', line.replaceAll('refrain-tokenizers', command)];
  return startProgram(folder, words, { input: '' }).finished;
}

function startProgram(
  folder: string,
  [program, ...words]: readonly string[],
  { input, environment }: Surroundings,
): { process: ChildProcess; finished: Promise<Finished> } {
  if (!existsSync(cli)) throw new Error(`expected the built command at ${cli}; build it first with npm run setup`);
  const { FORCE_COLOR: _, ...inherited } = process.env;
  const child = spawn(program!, words, { cwd: folder, env: { ...inherited, ...environment } });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text;
    });
  }
  // A command that fails may not read its input to the end.
  child.stdin.on('error', () => {});
  if (input !== undefined) child.stdin.end(input);
  const finished = new Promise<Finished>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, ...texts }));
  });
  return { process: child, finished };
}
