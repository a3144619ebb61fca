export { noteOtherBackend, useBackend } from './training/backend.js';
export type { ChosenBackend } from './training/backend.js';
export { runInterruptibly } from './training/run-interruptibly.js';
export { runOptimizer } from './training/optimizer.js';
export type { OptimizerSettings, Schedule } from './training/optimizer.js';
export { newestCheckpoint, stepOfTrained, useCheckpoint } from './training/checkpoints.js';
export { missingWordsLine, startingVectors, writeMissingWords } from './training/word-vectors.js';
export { takeUpRun } from './training/take-up-run.js';
export type { TakenUpRun } from './training/take-up-run.js';
