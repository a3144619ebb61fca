import { mainJobKilledBehind, scratchFolder } from '@refrain/app-kit/testing';
import { app } from './testing/command.js';

const folder = scratchFolder();

describe('the main job', () => {
  it('trains quick on the opinions, and goes on where it was stopped', async () => {
    const killed = { folder, run: 'runs/opinions-quick' };
    expect(await mainJobKilledBehind(app, { ...killed, line: 'backend' })).toMatch(
      /^Refrain trains the preset quick on opinions, in runs\/opinions-quick\n7,200 texts to train on, 800 to validate, 1,000 held out;/,
    );
    expect(await mainJobKilledBehind(app, { ...killed, line: 'going on' })).toMatch(
      /^Refrain goes on training the preset quick on opinions, in runs\/opinions-quick\n(.*\n){4}going on behind step 0 of \d+\n/,
    );
  }, 60_000);
});
