import { readdirSync, readFileSync } from 'node:fs';
import tseslint from 'typescript-eslint';

/** A package may import only what its manifest names: dependencies point down, and no package imports an app. */
const boundaries = ['packages', 'apps'].flatMap((group) =>
  readdirSync(new URL(group, import.meta.url)).map((name) => {
    const manifest = JSON.parse(readFileSync(new URL(`${group}/${name}/package.json`, import.meta.url), 'utf8'));
    const shipped = { ...manifest.dependencies, ...manifest.peerDependencies };
    const forbidden = (names) =>
      readdirSync(new URL('packages', import.meta.url))
        .map((other) => `@refrain/${other}`)
        .filter((other) => other !== manifest.name && !(other in names));
    const tensorflow = Object.keys(shipped).some((dependency) => dependency.startsWith('@tensorflow/'))
      ? []
      : [{ group: ['@tensorflow/*'], message: `${manifest.name} works without TensorFlow.js installed.` }];
    const patterns = (names) => [
      ...forbidden(names).map((other) => ({
        group: [other, `${other}/*`],
        message: `${manifest.name} does not depend on ${other}: dependencies point down only.`,
      })),
      ...tensorflow,
    ];
    return [
      {
        files: [`${group}/${name}/src/**/*.ts`],
        ignores: ['**/*.test.ts'],
        rules: { 'no-restricted-imports': ['error', { patterns: patterns(shipped) }] },
      },
    ];
  }),
);

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '**/src/generated/**',
      '**/.turbo/**',
      '.peers/**',
      '.tensorflow/**',
      '**/assembly/**',
    ],
  },
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-empty-object-type': 'off',
      'max-params': ['error', 3],
      'max-lines': ['error', { max: 300 }],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Chance comes from a Random that is passed in.' },
      ],
    },
  },
  {
    files: ['**/*.test.ts', '**/*.mjs', 'apps/*/src/**/*.ts'],
    rules: { 'max-params': 'off', 'no-console': 'off' },
  },
  ...boundaries.flat(),
);
