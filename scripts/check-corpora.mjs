/**
 * Checks against real corpora in the folder given: `node scripts/check-corpora.mjs ../shared/data`, with further words
 * only those files of corpora-checks/ whose names hold one of them. Needs a build.
 */
import { readdirSync } from 'node:fs';

const [data, ...wanted] = process.argv.slice(2);
const folder = new URL('./corpora-checks/', import.meta.url);
let passed = 0;
let failed = 0;

async function check(title, body) {
  const start = Date.now();
  try {
    await body();
    passed++;
    console.log(`✓ ${title} (${Date.now() - start} ms)`);
  } catch (error) {
    failed++;
    console.log(`✗ ${title}\n${error.stack}`);
  }
}

for (const file of readdirSync(folder).filter((name) => name.endsWith('.mjs'))) {
  if (wanted.length > 0 && !wanted.some((part) => file.includes(part))) continue;
  const { run } = await import(new URL(file, folder).href);
  await run(check, data);
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
