export { builtApp } from './testing/command.js';
export type { BuiltApp, Finished, Running } from './testing/command.js';
export { filesOf } from './testing/files.js';
