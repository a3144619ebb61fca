import pc from 'picocolors';
import { fileStore } from '@refrain/core/node';
import { defaultRunDirectory, holdsRun, runFiles } from '../run-directory.js';
import { runSettings } from '../settings.js';
import { train } from './train.js';

/**
 * What happens without a command: trains the default preset on the embedded default. Goes on where that was
 * interrupted; beside a finished run it begins another.
 */
export async function mainJob(): Promise<void> {
  const usual = defaultRunDirectory(runSettings({}));
  for (let number = 1; ; number++) {
    const run = number === 1 ? usual : `${usual}-${number}`;
    if (!(await holdsRun(run))) return train({ run });
    if (!(await isFinished(run))) return train({ run, resume: true });
    process.stdout.write(pc.dim(`${run} holds a finished run\n`));
  }
}

/** The model's files are written when the training has come to its end. */
async function isFinished(run: string): Promise<boolean> {
  return (await fileStore(run).list()).includes(runFiles.config);
}
