import { requestedRun } from '@refrain/app-kit/runs';
import pc from 'picocolors';
import { corpusTitle } from '../corpus.js';
import { defaultRunDirectory, runFormat } from '../run-directory.js';
import { differences, runSettings } from '../settings.js';
import type { TrainOptions } from '../settings.js';

/** Trains a model: a new run, or with `--resume` one that was stopped, or goes on for longer. */
export async function train(options: TrainOptions): Promise<void> {
  const run = await requestedRun(options, {
    ...{ format: runFormat, settings: runSettings, folder: defaultRunDirectory },
    differences,
  });
  const { settings, directory } = run;
  process.stdout.write(
    `${pc.bold('Refrain')} ${options.resume ? 'goes on training' : 'trains'} the preset ${settings.preset} on ${corpusTitle(settings.corpus)}, in ${directory}\n`,
  );
  const { trainRun } = await import('../train-run.js');
  await trainRun({ ...run, options });
}
