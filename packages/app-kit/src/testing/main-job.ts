import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BuiltApp } from './command.js';

/**
 * Starts an app without a command in `folder`, and kills it once it has said `line` and the run in `run` is begun.
 *
 * @returns all that it said
 */
export async function mainJobKilledBehind(
  { start }: BuiltApp,
  { folder, line, run }: { folder: string; line: string; run: string },
): Promise<string> {
  const { process, finished } = start(folder, []);
  let said = '';
  process.stdout!.on('data', (text: string) => (said += text));
  const watch = setInterval(() => {
    if (said.includes(line) && existsSync(join(folder, run, 'run.json'))) process.kill('SIGKILL');
  }, 20);
  const { stdout } = await finished;
  clearInterval(watch);
  return stdout;
}
