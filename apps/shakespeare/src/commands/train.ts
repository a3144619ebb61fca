import { assertSameSettings } from '@refrain/app-kit';
import { assertFree, extendedSettings, readRecord } from '@refrain/app-kit/runs';
import pc from 'picocolors';
import { corpusIdentity, corpusTitle } from '../text/corpus.js';
import { assertReplaceable } from '../text/known-text.js';
import { defaultRunDirectory, runFormat } from '../run-directory.js';
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
  const stored = await readRecord(directory, runFormat);
  const settings = extendedSettings(stored.settings, options) ?? stored.settings;
  const corpus = options.corpus === undefined ? {} : { corpus: corpusIdentity(options.corpus) };
  assertSameSettings(directory, differences(settings, { ...options, ...corpus }));
  return { settings, directory, stored };
}

function withCorpusIdentity(settings: RunSettings): RunSettings {
  return { ...settings, corpus: corpusIdentity(settings.corpus) };
}
