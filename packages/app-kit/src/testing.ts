export { builtApp } from './testing/command.js';
export type { BuiltApp, Finished, Running } from './testing/command.js';
export { expectRefused, expectSuccess } from './testing/endings.js';
export { filesOf } from './testing/files.js';
export { mainJobKilledBehind } from './testing/main-job.js';
export { testResuming } from './testing/resuming.js';
export type { ResumedRuns, ResumedTraining } from './testing/resuming.js';
export { scratchFolder } from './testing/scratch-folder.js';
