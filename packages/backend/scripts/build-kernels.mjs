/**
 * Compiles assembly/ to WebAssembly and writes src/generated/kernels.ts: the binary in base64, so that Node, bundlers
 * and workers need no file beside the package, and the layout of every task class, so that both sides share one truth.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = new URL('..', import.meta.url);
const flags = [
  ['--enable', 'simd,threads'],
  ['--runtime', 'stub'],
  ['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'],
  ['--noAssert', '--use', 'abort='],
  ['--optimizeLevel', '3', '--shrinkLevel', '0', '--converge'],
].flat();

const { error, stdout, stderr } = await asc.main(
  ['assembly/index.ts', '--baseDir', fileURLToPath(root), '--outFile', 'kernels.wasm', ...flags],
  { writeFile: (name, contents) => (name.endsWith('.wasm') ? write(contents) : undefined) },
);
process.stdout.write(stdout.toString());
process.stderr.write(stderr.toString());
if (error) process.exit(1);

function write(binary) {
  const sources = readdirSync(new URL('assembly/', root), { recursive: true })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => readFileSync(new URL(`assembly/${name}`, root), 'utf8'));
  const text = [
    '/** Made by scripts/build-kernels.mjs from assembly/. */',
    '',
    "/** Fields of each kernel's task, four bytes each, in their order in memory. */",
    ...layouts('taskLayouts', 'Task', sources),
    '',
    '/** Fields of what tasks point to, likewise. */',
    ...layouts('recordLayouts', 'Record', sources),
    '',
    `export const kernels =\n  '${Buffer.from(binary).toString('base64')}';`,
    '',
  ].join('\n');
  const target = new URL('src/generated/', root);
  mkdirSync(target, { recursive: true });
  writeFileSync(new URL('kernels.ts', target), text);
}

/** The lines of a constant with the fields of every class whose name ends in `suffix`: `XyzTask` is that of kernel `xyz`. */
function layouts(constant, suffix, sources) {
  const classes = sources.flatMap((source) => [
    ...source.matchAll(new RegExp(`^export class (\\w+)${suffix} \\{\\n(.*?)^\\}`, 'gms')),
  ]);
  const lines = classes.map(([, name, body]) => {
    const fields = [...body.matchAll(/^ {2}(\w+): (i32|usize|f32);$/gm)];
    return `  ${name[0].toLowerCase()}${name.slice(1)}: [${fields.map(([, field, type]) => `['${field}', '${type}']`).join(', ')}],`;
  });
  return [`export const ${constant} = {`, ...lines, '} as const;'];
}
