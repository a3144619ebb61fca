import { basename, dirname, relative } from 'node:path';

type Started = Pick<NodeJS.Process, 'argv' | 'env' | 'cwd'>;

/** Whether `npm run` started this app: by the script that is named as the app's folder is. */
export function startedByNpm(process: Pick<Started, 'argv' | 'env'> = globalThis.process): boolean {
  const script = process.argv[1];
  return script !== undefined && process.env['npm_lifecycle_event'] === basename(dirname(dirname(script)));
}

/** How the user started this program, so that the commands we suggest can be typed as they stand. */
export function invocation(process: Started = globalThis.process): string {
  if (startedByNpm(process)) return `npm run ${process.env['npm_lifecycle_event']} --`;
  const script = process.argv[1] ?? '';
  const installed = !script.endsWith('.js');
  return installed ? basename(script) : `node ${quote(relative(process.cwd(), script))}`;
}

/** A complete command line, quoted where the shell needs it. */
export function commandLine(...words: readonly string[]): string {
  return [invocation(), ...words.map(quote)].join(' ');
}

function quote(word: string): string {
  if (/^[\w./:=@%+,-]+$/.test(word)) return word;
  // Double quotes serve every shell; where they would let something through, single ones serve the POSIX shells.
  return /["$`\\!%]/.test(word) ? `'${word.replaceAll("'", `'\\''`)}'` : `"${word}"`;
}
