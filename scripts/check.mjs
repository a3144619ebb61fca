/** `npm test`: sets everything up and runs every check of the project; the last line is the sum over all of them. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, install, runWithPnpm } from './setup.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const temporary = mkdtempSync(join(tmpdir(), 'refrain-check-'));
const failed = [];
let passedCount = 0;
let failedCount = 0;

/** Runs one check; `count` reads how many tests it held from what it left behind, else it counts as one. */
function check(title, command, count = (succeeded) => ({ passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1 })) {
  process.stdout.write(`\n── ${title}\n`);
  const start = Date.now();
  const { succeeded } = runWithPnpm(command, { environment: { FORCE_COLOR: process.stdout.isTTY ? '1' : '0' } });
  const counts = count(succeeded);
  passedCount += counts.passed;
  failedCount += Math.max(counts.failed, succeeded ? 0 : 1);
  if (!succeeded) failed.push(title);
  process.stdout.write(`${succeeded ? '✓' : '✗'} ${title} (${((Date.now() - start) / 1000).toFixed(1)} s)\n`);
}

install();
build();

const published = readdirSync(join(root, 'packages')).filter(
  (name) => !JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')).private,
);
const unitResults = join(temporary, 'jest.json');

check('format', 'prettier --check --log-level warn .');
check('lint', 'eslint --max-warnings 0 .');
check('types', 'tsc -p tsconfig.json');
check('unit tests', `jest --json --outputFile=${JSON.stringify(unitResults)} --reporters=default`, () => {
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(unitResults, 'utf8'));
  return { passed: numPassedTests, failed: numFailedTests };
});
for (const name of published) {
  check(`publint ${name}`, `publint --strict --pack npm packages/${name}`);
  check(`attw ${name}`, `attw --profile node16 --quiet --pack packages/${name}`);
}
check('packed packages', 'node scripts/smoke-packages.mjs');
check('apps', 'node scripts/smoke-apps.mjs');
check('benchmarks', 'node bench/run.mjs --smoke');

rmSync(temporary, { recursive: true, force: true });
if (failed.length > 0) process.stdout.write(`\nFailed: ${failed.join(', ')}\n`);
process.stdout.write(`\n${passedCount} passed, ${failedCount} failed\n`);
process.exitCode = failedCount === 0 ? 0 : 1;
