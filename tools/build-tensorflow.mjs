/**
 * Builds `@tensorflow/tfjs-node` from its npm sources against the TensorFlow library of a Python environment:
 *
 *   node tools/build-tensorflow.mjs [--peers FOLDER, default .peers] [--output FOLDER, default .tensorflow]
 *
 * The package's own install step downloads a library of 2022 from a host that isn't always at hand; the wheel
 * `tensorflow-cpu` holds a newer one. Nothing is added to the workspace: the folder is beside it, ignored by git, and
 * found by its tests and by REFRAIN_TENSORFLOW. Linux and macOS; needs a C++ compiler, make and Python.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const version = '4.22.0';
const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: { peers: { type: 'string', default: '.peers' }, output: { type: 'string', default: '.tensorflow' } },
});
const output = resolve(root, values.output);
const built = join(output, 'node_modules/@tensorflow/tfjs-node');

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** Runs a command with the lowest claim on the processors; stops at a failure, with all that the command said. */
function run(command, parameters, options = {}) {
  const [program, ...rest] = process.platform === 'win32' ? [command] : ['nice', '-n', '15', command];
  const result = spawnSync(program, [...rest, ...parameters], { encoding: 'utf8', ...options });
  if (result.status === 0) return result.stdout.trim();
  return fail(
    `${[command, ...parameters].join(' ')} failed:\n${result.error ?? ''}${result.stdout ?? ''}${result.stderr ?? ''}`,
  );
}

/** The folder of the Python package `tensorflow`, found without importing it. */
function findLibrary() {
  const python = join(resolve(root, values.peers), 'bin/python');
  if (!existsSync(python)) {
    fail(`A Python environment with tensorflow-cpu is needed; ${values.peers} holds none. Name one with --peers.`);
  }
  const found = run(python, [
    '-c',
    'import importlib.util as u; s = u.find_spec("tensorflow"); print(s.submodule_search_locations[0] if s else "")',
  ]);
  if (!found) fail(`The Python environment ${values.peers} has no tensorflow. Install tensorflow-cpu into it.`);
  return found;
}

/** Puts links to the library where the package's build looks for what it would have downloaded. */
function linkLibrary(library) {
  const dependencies = join(built, 'deps');
  rmSync(dependencies, { recursive: true, force: true });
  mkdirSync(join(dependencies, 'lib'), { recursive: true });
  symlinkSync(join(library, 'include'), join(dependencies, 'include'));
  const names = readdirSync(library).filter((name) => /^libtensorflow_(cc|framework)\./.test(name));
  for (const name of names) {
    symlinkSync(join(library, name), join(dependencies, 'lib', name));
    // The loader asks for the name inside the library, the linker for the plain one.
    const plain = name.replace('tensorflow_cc', 'tensorflow').replace(/\.so.*/, '.so');
    symlinkSync(name, join(dependencies, 'lib', plain));
  }
}

/** Lets the build use the workspace's copies of TensorFlow.js, as it would in a project that has one of each. */
function shareCopies() {
  for (const holder of ['packages/backend', 'packages/layers']) {
    const scope = join(root, holder, 'node_modules/@tensorflow');
    if (!existsSync(scope)) continue;
    for (const name of readdirSync(scope)) {
      const copy = join(output, 'node_modules/@tensorflow', name);
      if (!existsSync(copy)) continue;
      rmSync(copy, { recursive: true, force: true });
      symlinkSync(join(scope, name), copy);
    }
  }
}

function installSources() {
  mkdirSync(output, { recursive: true });
  const manifest = { private: true, dependencies: { '@tensorflow/tfjs-node': version } };
  writeFileSync(join(output, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(join(output, '.gitignore'), '*\n');
  rmSync(join(output, 'node_modules'), { recursive: true, force: true });
  run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: output });
}

function compile() {
  const prefix = dirname(dirname(process.execPath));
  // Without the headers beside Node, node-gyp downloads them.
  const headers = existsSync(join(prefix, 'include/node/node_api.h')) ? [`--nodedir=${prefix}`] : [];
  const builder = join(output, 'node_modules/@mapbox/node-pre-gyp/bin/node-pre-gyp');
  const environment = { ...process.env, JOBS: '1', PATH: `${dirname(process.execPath)}:${process.env.PATH}` };
  run(process.execPath, [builder, 'install', '--build-from-source', ...headers], { cwd: built, env: environment });
}

const library = findLibrary();
process.stdout.write(`Installing the sources of @tensorflow/tfjs-node ${version} ...\n`);
installSources();
linkLibrary(library);
process.stdout.write('Compiling ...\n');
compile();
shareCopies();
const name = JSON.parse(readFileSync(join(built, 'package.json'), 'utf8')).name;
const read = `process.stdout.write(String(require(${JSON.stringify(name)}).backend().binding.TF_Version))`;
const found = run(process.execPath, ['-e', read], { cwd: output, env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' } });
process.stdout.write(`Built against TensorFlow ${found.split('\n').at(-1)} in ${values.output}.\n`);
