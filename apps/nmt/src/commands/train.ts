import { requestedRun } from '@refrain/app-kit/runs';
import pc from 'picocolors';
import { corpusIdentity, corpusTitle } from '../corpus.js';
import { defaultRunDirectory, runFormat } from '../run-directory.js';
import { differences, runSettings } from '../settings.js';
import type { TrainOptions } from '../settings.js';

/** Trains a model: a new run, or with `--resume` one that was stopped, or goes on for longer. */
export async function train(given: TrainOptions): Promise<void> {
  const options = given.corpus === undefined ? given : { ...given, corpus: corpusIdentity(given.corpus) };
  const { settings, directory, stored } = await requestedRun(options, {
    format: runFormat,
    settings: runSettings,
    folder: defaultRunDirectory,
    differences,
  });
  process.stdout.write(
    `${pc.bold('Refrain')} ${stored ? 'goes on training' : 'trains'} the preset ${settings.preset} on ${corpusTitle(settings.corpus)}, in ${directory}\n`,
  );
  const { trainRun } = await import('../train-run.js');
  await trainRun({ settings, directory, options, stored });
}
