import type { BackendChoice } from '@refrain/backend';

/** How a process ended without an answer. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: string | null;
  /** What it wrote to its error stream. */
  readonly errors: string;
}

const signals: Readonly<Record<string, string>> = {
  SIGBUS: 'a library that it loads was cut short',
  SIGSEGV: 'a library that it loads is damaged, or does not fit this system',
  SIGILL: 'a library that it loads was built for a newer processor',
  SIGABRT: 'a library that it loads gave up',
  SIGKILL: 'the system did so, most often because memory ran out',
};

const packages: Partial<Record<BackendChoice, string>> = {
  tensorflow: '@tensorflow/tfjs-node',
  'tensorflow-gpu': '@tensorflow/tfjs-node-gpu',
};

/** Why a backend's process gave no answer, and what to do, as sentences. */
export function describeEnd(backend: BackendChoice, { code, signal, errors }: ProcessEnd): string {
  const last = errors.trim().split('\n').at(-1);
  const said = last ? `: ${last.replace(/\.$/, '')}` : '';
  if (signal === null) return `its process ${code === null ? 'did not start' : `ended with code ${code}`}${said}.`;
  const why = signals[signal] ? ` (${signals[signal]})` : '';
  const packageName = packages[backend];
  const rebuild =
    packageName && signal !== 'SIGKILL'
      ? ` Run \`npm rebuild ${packageName} --build-addon-from-source\`, or \`npm uninstall ${packageName}\`.`
      : '';
  return `its process ended by ${signal}${why}${said}.${rebuild}`;
}
