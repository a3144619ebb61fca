/**
 * Prints the project's figures, one JSON line each: `{"name", "value", "unit", "config"}`.
 *
 *   node bench/run.mjs                     every benchmark
 *   node bench/run.mjs train-step          those whose file name has this part
 *   node bench/run.mjs --smoke             one iteration of each, to see that they run
 *
 * Run it on a quiet machine; peers are measured by their own scripts in the same session.
 */
import { readdirSync } from 'node:fs';

const given = process.argv.slice(2);
const smoke = given.includes('--smoke');
const wanted = given.filter((argument) => !argument.startsWith('--'));
const folder = new URL('./suites/', import.meta.url);

for (const file of readdirSync(folder).sort()) {
  if (wanted.length > 0 && !wanted.some((part) => file.includes(part))) continue;
  const { run } = await import(new URL(file, folder).href);
  for await (const figure of run({ smoke })) console.log(JSON.stringify(figure));
}
