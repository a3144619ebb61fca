import { fileStore } from '@refrain/core/node';
import pc from 'picocolors';
import { holdsRun, runFiles } from './run-folder.js';

/**
 * Where an app that is started without a command trains: in the usual folder, going on with what was interrupted there;
 * beside a finished run it begins another.
 */
export async function nextRun(usual: string): Promise<{ readonly run: string; readonly resume?: true }> {
  for (let number = 1; ; number++) {
    const run = number === 1 ? usual : `${usual}-${number}`;
    if (!(await holdsRun(run))) return { run };
    if (!(await isFinished(run))) return { run, resume: true };
    process.stdout.write(pc.dim(`${run} holds a finished run\n`));
  }
}

/** The model's files are written when the training has come to its end. */
async function isFinished(run: string): Promise<boolean> {
  return (await fileStore(run).list()).includes(runFiles.config);
}
