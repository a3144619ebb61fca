/** Installs and builds what a command needs, and nothing when it is there: `node scripts/setup.mjs [turbo filter]`. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { packageManager } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
const stampFile = `${root}/node_modules/.refrain-setup`;

/** Runs `command` in a shell that has pnpm, at the project's version, and the project's own tools on its path. */
export function runWithPnpm(command, { quiet = false, environment = {} } = {}) {
  const result = spawnSync('npx', ['--yes', `--package=${packageManager}`, '-c', command], {
    cwd: root,
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1', ...environment },
  });
  return { succeeded: result.status === 0, output: `${result.stdout ?? ''}${result.stderr ?? ''}` };
}

/** What an installation depends on: the lockfile and every manifest. */
function installationHash() {
  const hash = createHash('sha256').update(readFileSync(`${root}/pnpm-lock.yaml`));
  const folders = ['packages', 'apps'].flatMap((group) =>
    readdirSync(`${root}/${group}`).map((name) => `${group}/${name}`),
  );
  for (const folder of ['bench', ...folders.sort()]) {
    const manifest = `${root}/${folder}/package.json`;
    if (existsSync(manifest)) hash.update(readFileSync(manifest));
  }
  return hash.digest('hex');
}

function step(title, command) {
  process.stderr.write(`${title} ...`);
  const start = Date.now();
  const { succeeded, output } = runWithPnpm(command, { quiet: true });
  process.stderr.write(` ${succeeded ? 'done' : 'failed'} in ${((Date.now() - start) / 1000).toFixed(1)} s\n`);
  if (succeeded) return;
  process.stderr.write(output);
  process.exit(1);
}

/** Installs the dependencies unless the last installation was of the same lockfile and manifests. */
export function install() {
  const hash = installationHash();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash) return;
  step('Installing dependencies', 'pnpm install --frozen-lockfile --prefer-offline');
  writeFileSync(stampFile, hash);
}

/** Builds what turbo's `filter` names and all that it depends on; turbo's cache makes a second call quick. */
export function build(filter = '') {
  step('Building', `turbo run build --output-logs=errors-only ${filter && `--filter=${filter}`}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  install();
  build(process.argv[2]);
}
