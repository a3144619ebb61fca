import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from '@refrain/core';
import type { BuiltApp } from './command.js';
import { expectSuccess } from './endings.js';
import { filesOf } from './files.js';

/** A training of 40 steps along a cosine, and what else {@link testResuming} has to know of the app. */
export interface ResumedTraining {
  /** Where the app runs. */
  readonly folder: string;
  /** The options of the training, with steps to validate and save at that don't coincide. */
  readonly settings: readonly string[];
  /** Other options, whose learning rate does not depend on the number of steps. */
  readonly constantRate: readonly string[];
  /** Kills come at a call to the file system drawn from these. */
  readonly calls: { readonly from: number; readonly count: number };
  /** What is on the screen when Ctrl-C comes. */
  readonly interruptAt: string;
}

/** What tests of an app's own kind of resuming go on with. */
export interface ResumedRuns {
  /** The files of a run with these options more that nothing disturbed. */
  undisturbed(name: string, options?: readonly string[]): Promise<Record<string, string>>;
  /** The command line that begins the run or, once it has begun, goes on with it. */
  trainOrResume(name: string, options?: readonly string[]): string[];
  /** Kills a run in the middle of saves, several times, and lets it end. @returns its files */
  killedAndResumed(name: string, options?: readonly string[]): Promise<Record<string, string>>;
}

/** The laws of resuming that hold in every app: a run that was stopped ends byte for byte like one that never was. */
export function testResuming(
  { run, runUntilKilled, start }: BuiltApp,
  { folder, settings, constantRate, calls, interruptAt }: ResumedTraining,
): ResumedRuns {
  const train = (name: string, words: readonly string[]) =>
    expectSuccess(run(folder, ['train', '--run', name, ...words]));
  const runs: ResumedRuns = {
    async undisturbed(name, options = []) {
      await train(name, [...settings, ...options]);
      return filesOf(join(folder, name));
    },
    trainOrResume(name, options = []) {
      const begun = existsSync(join(folder, name, 'run.json'));
      return ['train', '--run', name, ...(begun ? ['--resume'] : [...settings, ...options])];
    },
    async killedAndResumed(name, options) {
      const random = new Random(name);
      for (let count = 0; count < 4; count++) {
        const words = runs.trainOrResume(name, options);
        const { signal } = await runUntilKilled(folder, { calls: calls.from + random.integer(calls.count), words });
        expect(signal).toBe('SIGKILL');
      }
      await expectSuccess(run(folder, runs.trainOrResume(name, options)));
      return filesOf(join(folder, name));
    },
  };

  describe('a resumed run ends byte for byte like one that was never stopped', () => {
    let expected: Record<string, string>;
    beforeAll(async () => {
      expected = await runs.undisturbed('whole');
    }, 30_000);

    it('after kills in the middle of saves', async () => {
      expect(await runs.killedAndResumed('killed')).toEqual(expected);
    }, 60_000);

    it('after Ctrl-C, which saves and says how to go on', async () => {
      const { process, finished } = start(folder, runs.trainOrResume('interrupted'));
      process.stdout!.on('data', (text: string) => text.includes(interruptAt) && process.kill('SIGINT'));
      const { exitCode, stdout, stderr } = await finished;
      expect({ exitCode, stderr }).toEqual({ exitCode: 130, stderr: '' });
      expect(stdout).toMatch(
        /Stopped and saved behind step \d+ of 40\. To go on:\n {2}node .*cli\.js train --run interrupted --resume\n$/,
      );
      await expectSuccess(run(folder, runs.trainOrResume('interrupted')));
      expect(filesOf(join(folder, 'interrupted'))).toEqual(expected);
    }, 60_000);

    it('when it is made longer, where the schedule allows it', async () => {
      await train('long', [...constantRate, '--steps', '30']);
      await train('longer', [...constantRate, '--steps', '20']);
      expect(await train('longer', ['--resume', '--steps', '30'])).toContain('\ngoing on behind step 20 of 30\n');
      expect(filesOf(join(folder, 'longer'))).toEqual(filesOf(join(folder, 'long')));
      const { exitCode, stderr } = await run(folder, ['train', '--run', 'whole', '--resume', '--steps', '80']);
      expect({ exitCode, stderr }).toEqual({
        exitCode: 2,
        stderr:
          "error: --resume can make a run longer where its learning rate does not depend on its length; this run's falls along a cosine to the end of its 40 steps. " +
          'Begin another run of 80 steps in another folder with --run.\n',
      });
    }, 60_000);
  });
  return runs;
}
