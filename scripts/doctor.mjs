/** `npm run doctor`: sets up what is missing, then says how every backend does on this machine. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, install } from './setup.mjs';

install();
build('@refrain/backend...');

const root = fileURLToPath(new URL('..', import.meta.url));
// What tools/build-tensorflow.mjs built, where it did.
const built = existsSync(`${root}.tensorflow`) ? { REFRAIN_TENSORFLOW: `${root}.tensorflow` } : {};
const doctor = spawnSync(process.execPath, [`${root}packages/backend/dist/doctor.js`, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...built, ...process.env },
});
process.exitCode = doctor.status ?? 1;
