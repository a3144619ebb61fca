import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expectSuccess, filesOf, scratchFolder, testResuming } from '@refrain/app-kit/testing';
import { Random } from '@refrain/core';
import { app } from './testing/command.js';
import { poem, tiny } from './testing/tiny-run.js';

const folder = scratchFolder({ 'text.txt': poem });
const settings = ['--corpus', 'text.txt', ...tiny];
const { killedAndResumed, trainOrResume, undisturbed } = testResuming(app, {
  folder,
  // Validations, samples, checkpoints and epochs end on different steps.
  settings: [
    ...[...settings, '--dropout', '0.2', '--steps', '40'],
    ...['--validate-every', '13', '--sample-every', '9', '--checkpoint-every', '7'],
  ],
  constantRate: ['--preset', 'geron', ...settings, '--validate-every', '10', '--checkpoint-every', '7'],
  calls: { from: 20, count: 130 },
  interruptAt: '── step 9',
});

it.each([
  ['shuffled windows', ['--no-stateful', '--cell', 'lstm', '--optimizer', 'nadam']],
  ['byte-pair tokens', ['--tokenizer', 'bpe', '--vocabulary', '280']],
])(
  'a run on %s that was killed ends like one that was not',
  async (kind, options) => {
    expect(await killedAndResumed(kind, options)).toEqual(await undisturbed(`undisturbed ${kind}`, options));
  },
  120_000,
);

it('a run that was killed from outside, at any moment, ends like one that was not', async () => {
  const random = new Random('moments');
  for (let count = 0; count < 2; count++) {
    const { process, finished } = app.start(folder, trainOrResume('from outside'));
    await Promise.race([pause(300 + random.integer(500)), finished]);
    process.kill('SIGKILL');
    await finished;
  }
  await expectSuccess(app.run(folder, trainOrResume('from outside')));
  expect(filesOf(join(folder, 'from outside'))).toEqual(await undisturbed('whole again'));
}, 60_000);
