import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from './testing/command.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shakespeare-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the main job and kills it once it has said `line` and the run in `directory` is begun. @returns all it said */
async function killedBehind(line: string, directory: string): Promise<string> {
  const { process, finished } = start(folder, []);
  let said = '';
  process.stdout!.on('data', (text: string) => (said += text));
  const watch = setInterval(() => {
    if (said.includes(line) && existsSync(join(folder, directory, 'run.json'))) process.kill('SIGKILL');
  }, 20);
  const { stdout } = await finished;
  clearInterval(watch);
  return stdout;
}

describe('the main job', () => {
  it('trains quick on the sonnets, goes on where it was stopped, and begins another beside a finished one', async () => {
    expect(await killedBehind('backend', 'runs/sonnets-quick')).toMatch(
      /^Refrain trains the preset quick on sonnets, in runs\/sonnets-quick\n94,109 characters, 61 symbols;/,
    );
    expect(await killedBehind('going on', 'runs/sonnets-quick')).toMatch(
      /^Refrain goes on training the preset quick on sonnets, in runs\/sonnets-quick\n(.*\n){3}going on behind step 0 of \d+\n/,
    );

    writeFileSync(join(folder, 'runs/sonnets-quick/config.json'), '{}');
    expect(await killedBehind('backend', 'runs/sonnets-quick-2')).toMatch(
      /^runs\/sonnets-quick holds a finished run\nRefrain trains the preset quick on sonnets, in runs\/sonnets-quick-2\n/,
    );
  }, 60_000);
});
