import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesOf } from '@refrain/app-kit/testing';
import { Random } from '@refrain/core';
import { run, runUntilKilled, start } from './testing/command.js';
import { reviews, tiny } from './testing/tiny-run.js';

// Validations, checkpoints and epochs end on different steps.
const every = ['--validate-every', '13', '--checkpoint-every', '7'];
const settings = [...tiny, ...every, '--dropout', '0.2', '--steps', '40'];
let folder: string;
/** The files of a run with these settings that nothing disturbed: what every other one has to end with. */
let expected: Record<string, string>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sentiment-'));
  writeFileSync(join(folder, 'reviews.tsv'), reviews);
  expect(await run(folder, ['train', '--run', 'whole', ...settings])).toMatchObject({ exitCode: 0, stderr: '' });
  expected = filesOf(join(folder, 'whole'));
}, 30_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The command line that begins the run or, once it has begun, goes on with it. */
function trainOrResume(name: string): string[] {
  const begun = existsSync(join(folder, name, 'run.json'));
  return ['train', '--run', name, ...(begun ? ['--resume'] : settings)];
}

describe('a resumed run ends byte for byte like one that was never stopped', () => {
  it('after kills in the middle of saves', async () => {
    const random = new Random('kills');
    for (let count = 0; count < 3; count++) {
      const calls = 30 + random.integer(50);
      const { signal } = await runUntilKilled(folder, { calls, words: trainOrResume('killed') });
      expect(signal).toBe('SIGKILL');
    }
    expect(await run(folder, trainOrResume('killed'))).toMatchObject({ exitCode: 0, stderr: '' });
    expect(filesOf(join(folder, 'killed'))).toEqual(expected);
  }, 60_000);

  it('after a kill before the first checkpoint', async () => {
    await runUntilKilled(folder, { calls: 14, words: trainOrResume('early') });
    expect(await run(folder, trainOrResume('early'))).toMatchObject({ exitCode: 0, stderr: '' });
    expect(filesOf(join(folder, 'early'))).toEqual(expected);
  }, 60_000);

  it('after Ctrl-C, which saves and says how to go on', async () => {
    const { process, finished } = start(folder, trainOrResume('interrupted'));
    process.stdout!.on('data', (text: string) => text.includes('· step 13') && process.kill('SIGINT'));
    const { exitCode, stdout, stderr } = await finished;
    expect({ exitCode, stderr }).toEqual({ exitCode: 130, stderr: '' });
    expect(stdout).toMatch(
      /Stopped and saved behind step \d+ of 40\. To go on:\n {2}node .*cli\.js train --run interrupted --resume\n$/,
    );
    expect(await run(folder, trainOrResume('interrupted'))).toMatchObject({ exitCode: 0, stderr: '' });
    expect(filesOf(join(folder, 'interrupted'))).toEqual(expected);
  }, 60_000);

  it('when it is made longer, where the schedule allows it', async () => {
    const options = ['--preset', 'raschka', ...tiny, '--validate-every', '10', '--checkpoint-every', '7'];
    expect(await run(folder, ['train', '--run', 'long', ...options, '--steps', '30'])).toMatchObject({ exitCode: 0 });
    expect(await run(folder, ['train', '--run', 'longer', ...options, '--steps', '20'])).toMatchObject({ exitCode: 0 });
    const extended = await run(folder, ['train', '--run', 'longer', '--resume', '--steps', '30']);
    expect(extended).toMatchObject({ exitCode: 0, stderr: '' });
    expect(extended.stdout).toContain('\ngoing on behind step 20 of 30\n');
    expect(filesOf(join(folder, 'longer'))).toEqual(filesOf(join(folder, 'long')));
    const cosine = await run(folder, ['train', '--run', 'whole', '--resume', '--steps', '80']);
    expect(cosine.exitCode).toBe(2);
    expect(cosine.stderr).toMatch(
      /^error: --resume can make a run longer where .* a cosine to the end of its 40 steps\./,
    );
  }, 60_000);
});
