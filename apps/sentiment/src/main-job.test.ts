import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from './testing/command.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sentiment-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the main job and kills it once it has said `line` and its run is begun. @returns all it said */
async function killedBehind(line: string): Promise<string> {
  const { process, finished } = start(folder, []);
  let said = '';
  process.stdout!.on('data', (text: string) => (said += text));
  const watch = setInterval(() => {
    if (said.includes(line) && existsSync(join(folder, 'runs/opinions-quick/run.json'))) process.kill('SIGKILL');
  }, 20);
  const { stdout } = await finished;
  clearInterval(watch);
  return stdout;
}

describe('the main job', () => {
  it('trains quick on the opinions, and goes on where it was stopped', async () => {
    expect(await killedBehind('backend')).toMatch(
      /^Refrain trains the preset quick on opinions, in runs\/opinions-quick\n7,200 texts to train on, 800 to validate, 1,000 held out;/,
    );
    expect(await killedBehind('going on')).toMatch(
      /^Refrain goes on training the preset quick on opinions, in runs\/opinions-quick\n(.*\n){4}going on behind step 0 of \d+\n/,
    );
  }, 60_000);
});
