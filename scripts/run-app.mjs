/** `npm run APP -- …`: sets up what is missing, then hands all arguments behind the app's name to it. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build, install } from './setup.mjs';

const [name, ...given] = process.argv.slice(2);
install();
build(`${name}...`);

const cli = fileURLToPath(new URL(`../apps/${name}/dist/cli.js`, import.meta.url));
const app = spawn(process.execPath, [cli, ...given], { stdio: 'inherit' });
// Ctrl-C reaches the whole process group: the app ends its step and saves, and this process waits for it.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => app.kill('SIGTERM'));
app.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
});
