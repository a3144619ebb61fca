import { CommanderError } from 'commander';
import type { Command } from 'commander';
import { exitCodes, presentError } from './errors.js';
import { startedByNpm } from './invocation.js';

/** Runs a program on this process's command line, and says what went wrong in a few lines and the exit code. */
export async function runProgram(program: Command): Promise<void> {
  // npm starts scripts in the project's folder; paths on the command line are meant from where the user stands.
  const home = process.env['INIT_CWD'];
  if (startedByNpm() && home !== undefined) process.chdir(home);

  // Whoever reads the output may have seen enough, as `head` does.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });

  for (const command of [program, ...program.commands]) command.exitOverride();
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has written its message; only help and version are a success.
      process.exitCode = error.exitCode === 0 ? exitCodes.success : exitCodes.usage;
      return;
    }
    const { text, exitCode } = presentError(error, { debug: process.argv.includes('--debug') });
    process.stderr.write(text);
    process.exitCode = exitCode;
  }
}
