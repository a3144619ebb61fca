import { mainJobKilledBehind, scratchFolder } from '@refrain/app-kit/testing';
import { app } from './testing/command.js';

const folder = scratchFolder();

describe('the main job', () => {
  it('trains quick on the phrasebook, and goes on where it was stopped', async () => {
    const killed = { folder, run: 'runs/phrasebook-quick' };
    expect(await mainJobKilledBehind(app, { ...killed, line: 'backend' })).toMatch(
      /^Refrain trains the preset quick on phrasebook, in runs\/phrasebook-quick\n19,800 pairs to train on, 200 to validate, 1,000 held out;/,
    );
    expect(await mainJobKilledBehind(app, { ...killed, line: 'going on' })).toMatch(
      /^Refrain goes on training the preset quick on phrasebook, in runs\/phrasebook-quick\n(.*\n){4}going on behind step 0 of \d+\n/,
    );
  }, 60_000);
});
