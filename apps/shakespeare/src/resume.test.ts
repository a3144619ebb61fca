import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { filesOf } from '@refrain/app-kit/testing';
import { Random } from '@refrain/core';
import { run, runUntilKilled, start } from './testing/command.js';
import { poem, tiny } from './testing/tiny-run.js';

// Validations, samples, checkpoints and epochs end on different steps.
const every = ['--validate-every', '13', '--sample-every', '9', '--checkpoint-every', '7'];
const settings = ['--corpus', 'text.txt', ...tiny, ...every, '--dropout', '0.2', '--steps', '40'];
let folder: string;
/** The files of a run with these settings that nothing disturbed: what every other one has to end with. */
let expected: Record<string, string>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shakespeare-'));
  writeFileSync(join(folder, 'text.txt'), poem);
  expected = await undisturbed('whole', []);
}, 30_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function undisturbed(name: string, options: readonly string[]): Promise<Record<string, string>> {
  const { exitCode, stderr } = await run(folder, ['train', '--run', name, ...settings, ...options]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return filesOf(join(folder, name));
}

/** The command line that begins the run or, once it has begun, goes on with it. */
function trainOrResume(name: string, options: readonly string[]): string[] {
  const begun = existsSync(join(folder, name, 'run.json'));
  return ['train', '--run', name, ...(begun ? ['--resume'] : [...settings, ...options])];
}

describe('a resumed run ends byte for byte like one that was never stopped', () => {
  it.each([
    ['carried state', []],
    ['shuffled windows', ['--no-stateful', '--cell', 'lstm', '--optimizer', 'nadam']],
    ['byte-pair tokens', ['--tokenizer', 'bpe', '--vocabulary', '280']],
  ])(
    'after kills in the middle of saves: %s',
    async (kind, options) => {
      const whole = options.length === 0 ? expected : await undisturbed(`whole ${kind}`, options);
      const random = new Random(kind);
      const kills: string[] = [];
      for (let count = 0; count < 4; count++) {
        const calls = 20 + random.integer(130);
        const { signal } = await runUntilKilled(folder, { calls, words: trainOrResume(kind, options) });
        if (signal !== null) kills.push(signal);
      }
      expect(kills).toEqual(Array<string>(4).fill('SIGKILL'));
      expect(await run(folder, trainOrResume(kind, options))).toMatchObject({ exitCode: 0, stderr: '' });
      expect(filesOf(join(folder, kind))).toEqual(whole);
    },
    120_000,
  );

  it('after kill -9 from outside, at any moment', async () => {
    const random = new Random('moments');
    for (let count = 0; count < 2; count++) {
      const { process, finished } = start(folder, trainOrResume('killed', []));
      await Promise.race([pause(300 + random.integer(500)), finished]);
      process.kill('SIGKILL');
      await finished;
    }
    expect(await run(folder, trainOrResume('killed', []))).toMatchObject({ exitCode: 0, stderr: '' });
    expect(filesOf(join(folder, 'killed'))).toEqual(expected);
  }, 60_000);

  it('after Ctrl-C, which saves and says how to go on', async () => {
    const { process, finished } = start(folder, trainOrResume('interrupted', []));
    process.stdout!.on('data', (text: string) => text.includes('── step 9') && process.kill('SIGINT'));
    const { exitCode, stdout, stderr } = await finished;
    expect({ exitCode, stderr }).toEqual({ exitCode: 130, stderr: '' });
    expect(stdout).toMatch(
      /Stopped and saved behind step \d+ of 40\. To go on:\n {2}node .*cli\.js train --run interrupted --resume\n$/,
    );
    expect(await run(folder, trainOrResume('interrupted', []))).toMatchObject({ exitCode: 0, stderr: '' });
    expect(filesOf(join(folder, 'interrupted'))).toEqual(expected);
  }, 60_000);

  it('when it is made longer, where the schedule allows it', async () => {
    const options = [
      '--preset',
      'geron',
      '--corpus',
      'text.txt',
      ...tiny,
      '--validate-every',
      '10',
      '--checkpoint-every',
      '7',
    ];
    expect(await run(folder, ['train', '--run', 'long', ...options, '--steps', '30'])).toMatchObject({ exitCode: 0 });
    expect(await run(folder, ['train', '--run', 'longer', ...options, '--steps', '20'])).toMatchObject({ exitCode: 0 });
    const extended = await run(folder, ['train', '--run', 'longer', '--resume', '--steps', '30']);
    expect(extended).toMatchObject({ exitCode: 0, stderr: '' });
    expect(filesOf(join(folder, 'longer'))).toEqual(filesOf(join(folder, 'long')));
    const cosine = await run(folder, ['train', '--run', 'whole', '--resume', '--steps', '80']);
    expect(cosine.exitCode).toBe(2);
    expect(cosine.stderr).toBe(
      "error: --resume can make a run longer where its learning rate does not depend on its length; this run's falls along a cosine to the end of its 40 steps. " +
        'Begin another run of 80 steps in another folder with --run.\n',
    );
  }, 60_000);
});
