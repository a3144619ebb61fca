import { basename, relative } from 'node:path';

/** How the user started this program, so that the commands we suggest can be typed as they stand. */
export function invocation(process: Pick<NodeJS.Process, 'argv' | 'env' | 'cwd'> = globalThis.process): string {
  if (process.env['npm_lifecycle_event'] === 'shakespeare') return 'npm run shakespeare --';
  const script = process.argv[1] ?? 'shakespeare';
  return basename(script) === 'shakespeare' ? 'shakespeare' : `node ${quote(relative(process.cwd(), script))}`;
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
