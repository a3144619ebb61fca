import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  name: string;
  private?: boolean;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const root = join(__dirname, '..');
const read = (group: string): Manifest[] =>
  readdirSync(join(root, group)).map(
    (name) => JSON.parse(readFileSync(join(root, group, name, 'package.json'), 'utf8')) as Manifest,
  );
const packages = read('packages');
const apps = read('apps');

/** Each layer may depend on the layers above it in this list, never on its own or on those below. */
const layers = [
  ['core'],
  ['testing', 'tokenizers', 'data', 'corpora', 'decoding', 'metrics', 'ops'],
  ['backend', 'layers', 'models', 'training', 'tensorboard'],
  // For apps alone: nothing is below it.
  ['app-kit'],
];
const depth = (name: string): number => layers.findIndex((layer) => layer.includes(name.slice('@refrain/'.length)));
const shippedDependencies = (manifest: Manifest): string[] =>
  Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });

describe('the manifests', () => {
  it.each(packages.map((manifest) => [manifest.name, manifest] as const))(
    '%s depends only on packages below it',
    (name, manifest) => {
      const lower = shippedDependencies(manifest).filter((dependency) => dependency.startsWith('@refrain/'));
      expect(depth(name)).toBeGreaterThanOrEqual(0);
      for (const dependency of lower) expect([dependency, depth(dependency) < depth(name)]).toEqual([dependency, true]);
    },
  );

  it.each(['core', 'tokenizers', 'corpora', 'decoding', 'metrics', 'tensorboard'])(
    '%s works without TensorFlow.js',
    (name) => {
      const manifest = packages.find((candidate) => candidate.name === `@refrain/${name}`)!;
      expect(shippedDependencies(manifest).filter((dependency) => dependency.startsWith('@tensorflow/'))).toEqual([]);
    },
  );

  it('no package depends on an app', () => {
    const names = new Set(apps.map(({ name }) => name));
    for (const manifest of packages) {
      expect(shippedDependencies(manifest).filter((dependency) => names.has(dependency))).toEqual([]);
    }
  });

  it.each([...packages, ...apps].map((manifest) => [manifest.name, manifest] as const))(
    '%s pins every dependency',
    (_, manifest) => {
      const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
      expect(versions.filter((version) => version !== 'workspace:*' && !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    },
  );

  it('nothing needs an install script of its own', () => {
    const scripts = [...packages, ...apps].flatMap((manifest) =>
      Object.keys((manifest as { scripts?: object }).scripts ?? {}),
    );
    expect(scripts.filter((name) => /^(pre|post)?install$/.test(name))).toEqual([]);
  });
});
