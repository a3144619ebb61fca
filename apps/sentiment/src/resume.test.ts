import { join } from 'node:path';
import { expectSuccess, filesOf, scratchFolder, testResuming } from '@refrain/app-kit/testing';
import { app } from './testing/command.js';
import { reviews, tiny } from './testing/tiny-run.js';

const folder = scratchFolder({ 'reviews.tsv': reviews });
const { trainOrResume, undisturbed } = testResuming(app, {
  folder,
  // Validations, checkpoints and epochs end on different steps.
  settings: [...tiny, '--dropout', '0.2', '--steps', '40', '--validate-every', '13', '--checkpoint-every', '7'],
  constantRate: ['--preset', 'raschka', ...tiny, '--validate-every', '10', '--checkpoint-every', '7'],
  calls: { from: 30, count: 50 },
  interruptAt: '· step 13',
});

it('a run that was killed before its first checkpoint begins anew', async () => {
  await app.runUntilKilled(folder, { calls: 14, words: trainOrResume('early') });
  await expectSuccess(app.run(folder, trainOrResume('early')));
  expect(filesOf(join(folder, 'early'))).toEqual(await undisturbed('not killed'));
}, 60_000);
