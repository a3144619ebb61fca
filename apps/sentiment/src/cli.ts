#!/usr/bin/env node
import { runProgram } from '@refrain/app-kit';
import { commandLineProgram } from './command-line.js';

// Each command is loaded when it runs, so that the first line is on the screen at once.
await runProgram(
  commandLineProgram({
    main: async () => (await import('./commands/main-job.js')).mainJob(),
    train: async (options) => (await import('./commands/train.js')).train(options),
    classify: async (texts, options) => (await import('./commands/classify.js')).classify(texts, options),
    evaluate: async (options) => (await import('./commands/evaluate.js')).evaluate(options),
    report: async (options) => (await import('./commands/report.js')).report(options),
  }),
);
