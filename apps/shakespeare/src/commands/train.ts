import { stat } from 'node:fs/promises';
import pc from 'picocolors';
import { corpusIdentity, corpusTitle } from '../corpus.js';
import { UsageError } from '../errors.js';
import { extendedSettings } from '../extension.js';
import { commandLine } from '../invocation.js';
import { defaultRunDirectory, holdsRun, readRun } from '../run-directory.js';
import type { RunRecord } from '../run-directory.js';
import { differences, runSettings } from '../settings.js';
import type { RunSettings, TrainOptions } from '../settings.js';

/** Trains a model: a new run, or with `--resume` one that was stopped. */
export async function train(options: TrainOptions): Promise<void> {
  const asked = withCorpusIdentity(runSettings(options));
  const directory = options.run ?? defaultRunDirectory(asked);
  const stored = options.resume ? await storedRun(directory, options) : undefined;
  const settings = stored ? (extendedSettings(stored.settings, options) ?? stored.settings) : asked;
  if (!stored) await assertFree(directory);
  process.stdout.write(
    `${pc.bold('Refrain')} ${options.resume ? 'goes on training' : 'trains'} the preset ${settings.preset} on ${corpusTitle(settings.corpus)}, in ${directory}\n`,
  );
  const { trainRun } = await import('../train-run.js');
  await trainRun({ settings, directory, options, stored });
}

/** The run to resume. @throws UsageError listing the options that differ from its settings */
async function storedRun(directory: string, options: TrainOptions): Promise<RunRecord> {
  const record = await readRun(directory);
  const { settings } = record;
  const corpus = options.corpus === undefined ? {} : { corpus: corpusIdentity(options.corpus) };
  const differing = differences(extendedSettings(settings, options) ?? settings, { ...options, ...corpus });
  if (differing.length === 0) return record;
  throw new UsageError(
    `--resume goes on with the settings of the run in ${directory}; received others:\n  ${differing.join('\n  ')}\n` +
      `Leave them out to go on, or begin another run in another folder with --run.`,
  );
}

function withCorpusIdentity(settings: RunSettings): RunSettings {
  return { ...settings, corpus: corpusIdentity(settings.corpus) };
}

/** @throws UsageError if the folder already holds a run, or can't be one */
async function assertFree(directory: string): Promise<void> {
  const found = await stat(directory).catch(() => undefined);
  if (found && !found.isDirectory()) {
    throw new UsageError(`--run must be a folder; ${directory} is a file. Give the name of another folder.`);
  }
  if (!(await holdsRun(directory))) return;
  throw new UsageError(
    `--run must be a folder without a run; ${directory} holds one. To go on with it:\n  ${commandLine('train', '--run', directory, '--resume')}\n` +
      'To begin another one give another folder with --run.',
  );
}
