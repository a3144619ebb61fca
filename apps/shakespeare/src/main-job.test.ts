import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mainJobKilledBehind, scratchFolder } from '@refrain/app-kit/testing';
import { app } from './testing/command.js';

const folder = scratchFolder();

describe('the main job', () => {
  it('trains quick on the sonnets, goes on where it was stopped, and begins another beside a finished one', async () => {
    const killed = { folder, run: 'runs/sonnets-quick' };
    expect(await mainJobKilledBehind(app, { ...killed, line: 'backend' })).toMatch(
      /^Refrain trains the preset quick on sonnets, in runs\/sonnets-quick\n94,109 characters, 61 symbols;/,
    );
    expect(await mainJobKilledBehind(app, { ...killed, line: 'going on' })).toMatch(
      /^Refrain goes on training the preset quick on sonnets, in runs\/sonnets-quick\n(.*\n){3}going on behind step 0 of \d+\n/,
    );

    writeFileSync(join(folder, 'runs/sonnets-quick/config.json'), '{}');
    expect(await mainJobKilledBehind(app, { folder, run: 'runs/sonnets-quick-2', line: 'backend' })).toMatch(
      /^runs\/sonnets-quick holds a finished run\nRefrain trains the preset quick on sonnets, in runs\/sonnets-quick-2\n/,
    );
  }, 60_000);
});
