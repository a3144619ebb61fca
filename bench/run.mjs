/**
 * Prints the project's figures, one JSON line each: `{"name", "value", "unit", "config"}`.
 *
 *   node bench/run.mjs                     every benchmark
 *   node bench/run.mjs train-step          those whose file name has this part
 *   node bench/run.mjs --smoke             one iteration of each, to see that they run
 *   node bench/run.mjs --backend tensorflow train-step translate
 *                                          on another backend: tensorflow-gpu, tensorflow, cpu
 *
 * Run it on a quiet machine; peers are measured by their own scripts in the same session.
 */
import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';

const { values, positionals: wanted } = parseArgs({
  options: { smoke: { type: 'boolean', default: false }, backend: { type: 'string' } },
  allowPositionals: true,
});
const { smoke, backend } = values;
if (backend !== undefined) process.env.REFRAIN_BACKEND = backend;
const folder = new URL('./suites/', import.meta.url);

for (const file of readdirSync(folder).sort()) {
  if (wanted.length > 0 && !wanted.some((part) => file.includes(part))) continue;
  const { run } = await import(new URL(file, folder).href);
  for await (const figure of run({ smoke })) console.log(JSON.stringify(figure));
}
