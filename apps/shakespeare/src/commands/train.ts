import { stat } from 'node:fs/promises';
import pc from 'picocolors';
import { corpusIdentity, corpusTitle } from '../corpus.js';
import { UsageError } from '../errors.js';
import { extendedSettings } from '../extension.js';
import { commandLine } from '../invocation.js';
import { assertReplaceable } from '../known-text.js';
import { defaultRunDirectory, holdsRun, readRun } from '../run-directory.js';
import type { RunRecord } from '../run-directory.js';
import { differences, runSettings } from '../settings.js';
import type { RunSettings, TrainOptions } from '../settings.js';

/** Trains a model: a new run, or with `--resume` one that was stopped. */
export async function train(options: TrainOptions): Promise<void> {
  const { settings, directory, stored } = options.resume ? await storedRun(options) : await newRun(options);
  assertReplaceable(settings.tokenizer, { option: '--prompt', replaceUnknown: options.replaceUnknown ?? false });
  process.stdout.write(
    `${pc.bold('Refrain')} ${options.resume ? 'goes on training' : 'trains'} the preset ${settings.preset} on ${corpusTitle(settings.corpus)}, in ${directory}\n`,
  );
  const { trainRun } = await import('../train-run.js');
  await trainRun({ settings, directory, options, stored });
}

interface Run {
  readonly settings: RunSettings;
  readonly directory: string;
  readonly stored: RunRecord | undefined;
}

async function newRun(options: TrainOptions): Promise<Run> {
  const settings = withCorpusIdentity(runSettings(options));
  const directory = options.run ?? defaultRunDirectory(settings);
  await assertFree(directory);
  return { settings, directory, stored: undefined };
}

/** The run to resume. @throws UsageError listing the options that differ from its settings */
async function storedRun(options: TrainOptions): Promise<Run> {
  const directory = options.run ?? defaultRunDirectory(withCorpusIdentity(runSettings(options)));
  const stored = await readRun(directory);
  const settings = extendedSettings(stored.settings, options) ?? stored.settings;
  const corpus = options.corpus === undefined ? {} : { corpus: corpusIdentity(options.corpus) };
  const differing = differences(settings, { ...options, ...corpus });
  if (differing.length === 0) return { settings, directory, stored };
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
