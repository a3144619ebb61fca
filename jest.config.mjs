/** One configuration for every package and app: sources are read through the `@refrain/source` condition, so no build is needed. */
export default {
  roots: ['<rootDir>/packages', '<rootDir>/apps', '<rootDir>/scripts'],
  testMatch: ['**/*.test.ts', '**/*.test.mjs'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
  testEnvironment: 'node',
  testEnvironmentOptions: {
    customExportConditions: ['@refrain/source', 'node', 'node-addons', 'require', 'default'],
  },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    // The second is of a dependency that has no CommonJS.
    '\\.(ts|mjs)$|/modern-tar/dist/.*\\.js$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!.*modern-tar)'],
  maxWorkers: 2,
  testTimeout: 30_000,
};
