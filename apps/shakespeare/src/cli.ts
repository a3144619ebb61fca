#!/usr/bin/env node
import { CommanderError } from 'commander';
import { commandLineProgram } from './command-line.js';
import { exitCodes, presentError } from './errors.js';

// npm starts scripts in the project's folder; paths on the command line are meant from where the user stands.
const home = process.env['INIT_CWD'];
if (process.env['npm_lifecycle_event'] === 'shakespeare' && home !== undefined) process.chdir(home);

// Whoever reads the output may have seen enough, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

// Each command is loaded when it runs, so that the first line is on the screen at once.
const program = commandLineProgram({
  main: async () => (await import('./commands/main-job.js')).mainJob(),
  train: async (options) => (await import('./commands/train.js')).train(options),
  sample: async (options) => (await import('./commands/sample.js')).sample(options),
  evaluate: async (options) => (await import('./commands/evaluate.js')).evaluate(options),
  report: async (options) => (await import('./commands/report.js')).report(options),
});
for (const command of [program, ...program.commands]) command.exitOverride();

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has written its message; only help and version are a success.
    process.exitCode = error.exitCode === 0 ? exitCodes.success : exitCodes.usage;
  } else {
    const { text, exitCode } = presentError(error, { debug: process.argv.includes('--debug') });
    process.stderr.write(text);
    process.exitCode = exitCode;
  }
}
