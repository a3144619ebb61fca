/** Packs every published package, installs the tarballs in an empty folder, imports and requires each entry there, and runs its commands. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'refrain-packed-'));
const manifests = readdirSync(join(root, 'packages'))
  .map((name) => JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')))
  .filter((manifest) => !manifest.private);

// The check runs this script by npx, whose own settings an npx below would take for its.
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !['npm_config_call', 'npm_config_package'].includes(name)),
);
const run = (command, ...given) =>
  execFileSync(command, given, { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

try {
  for (const { name } of manifests) run('pnpm', '--dir', root, '--filter', name, 'pack', '--pack-destination', folder);
  const tarballs = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'empty', private: true, version: '1.0.0' }));
  // tfjs-data is an optional peer of @refrain/data, met here so that its entry can be loaded too.
  const peers = ['@tensorflow/tfjs-core@4.22.0', '@tensorflow/tfjs-layers@4.22.0', '@tensorflow/tfjs-data@4.22.0'];
  run(
    'npm',
    'install',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    ...tarballs.map((file) => `./${file}`),
    ...peers,
  );
  const entries = manifests.flatMap(({ name, exports }) =>
    Object.keys(exports)
      .filter((key) => key !== './package.json')
      .map((key) => name + key.slice(1)),
  );
  writeFileSync(
    join(folder, 'import.mjs'),
    `for (const entry of ${JSON.stringify(entries)}) {
       const names = Object.keys(await import(entry)).filter((name) => name !== 'default');
       if (names.length === 0) throw new Error(entry + ' exports nothing');
       console.log('import ', entry, names.length, 'names');
     }`,
  );
  writeFileSync(
    join(folder, 'require.cjs'),
    `for (const entry of ${JSON.stringify(entries)}) {
       const names = Object.keys(require(entry));
       if (names.length === 0) throw new Error(entry + ' exports nothing');
       console.log('require', entry, names.length, 'names');
     }`,
  );
  process.stdout.write(run('node', 'import.mjs') + run('node', 'require.cjs'));

  const text = 'low lower lowest, low lower, slow slower\n';
  writeFileSync(join(folder, 'text.txt'), text);
  const tokenizers = (...given) => run('npx', '--no', 'refrain-tokenizers', ...given);
  tokenizers('train', 'text.txt', '--vocabulary', '262', '--output', 'tokenizer.json');
  writeFileSync(join(folder, 'ids.txt'), tokenizers('encode', 'text.txt'));
  if (tokenizers('decode', 'ids.txt') !== text) throw new Error('refrain-tokenizers does not decode what it encoded');
  console.log('npx     refrain-tokenizers trains, encodes and decodes');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
