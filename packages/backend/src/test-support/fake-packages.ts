import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The parts of tfjs-node that are asked for, over the cpu backend: what a package that works looks like. */
export const workingPackage = `
  const core = require('@tensorflow/tfjs-core');
  const { MathBackendCPU } = require('@tensorflow/tfjs-backend-cpu');
  class Backend extends MathBackendCPU {
    isUsingGpuDevice = false;
    binding = { TF_Version: '2.9.1' };
  }
  core.copyRegisteredKernels('cpu', 'tensorflow');
  core.registerBackend('tensorflow', () => new Backend());
  core.setBackend('tensorflow');
  module.exports = { ...core, version: { 'tfjs-node': '4.22.0' } };
`;

/**
 * Makes a folder in which packages are installed.
 *
 * @param sources each package's main file by the package's name
 */
export function installFakePackages(sources: Readonly<Record<string, string>>): { folder: string; remove: () => void } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'refrain-packages-')));
  const scope = join(folder, 'node_modules/@tensorflow');
  mkdirSync(scope, { recursive: true });
  for (const name of ['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-cpu']) {
    const manifest = require.resolve(`${name}/package.json`);
    symlinkSync(dirname(manifest), join(folder, 'node_modules', name));
  }
  for (const [name, source] of Object.entries(sources)) {
    const home = join(folder, 'node_modules', name);
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'package.json'), JSON.stringify({ name, version: '4.22.0', main: 'index.js' }));
    writeFileSync(join(home, 'index.js'), source);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
