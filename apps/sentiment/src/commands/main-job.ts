import { nextRun } from '@refrain/app-kit/runs';
import { defaultRunDirectory } from '../run-directory.js';
import { runSettings } from '../settings.js';
import { train } from './train.js';

/**
 * What happens without a command: trains the default preset on the embedded default. Goes on where that was
 * interrupted; beside a finished run it begins another.
 */
export async function mainJob(): Promise<void> {
  return train(await nextRun(defaultRunDirectory(runSettings({}))));
}
