import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '@refrain/app-kit';
import { reportPage } from '@refrain/app-kit/report';
import { useBackend } from '@refrain/app-kit/training';
import type { Tokenizer } from '@refrain/tokenizers';
import type { ReportOptions } from '../command-options.js';
import { collectReport } from '../report/collect.js';
import { unitSections } from '../report/unit-sections.js';
import { runFiles } from '../run-directory.js';
import type { RunRecord } from '../run-directory.js';
import { corpusIdentity, corpusText } from '../text/corpus.js';
import { runText } from '../text/run-text.js';
import { knownText } from '../text/known-text.js';
import { textParts } from '../text/text-parts.js';
import { openRun } from '../trained-model.js';

/** Writes a run's report as one HTML file. */
export async function report(options: ReportOptions): Promise<void> {
  const { unit, corpus } = options;
  if (corpus !== undefined && unit === undefined) {
    throw new UsageError(
      `--corpus is the text that --unit colours; received --corpus ${corpus} alone. Give --unit as well.`,
    );
  }
  await useBackend(undefined);
  const { store, record, writer } = await openRun(options.run);
  const { tokenizer, model } = writer;
  const sections = unit ? await unitSections(writer, await colouredText(record, tokenizer, corpus), unit) : [];
  const page = reportPage(await collectReport(store, { record, tokenizer, summary: model.summary(), sections }));
  const file = options.output ?? join(options.run, runFiles.report);
  await writeFile(file, page);
  process.stdout.write(`${file}\n`);
}

/** Another text as the model can read it; or the run's own, beginning with what it was validated on. */
async function colouredText({ settings }: RunRecord, tokenizer: Tokenizer, other: string | undefined): Promise<string> {
  const read = runText(
    await corpusText(other === undefined ? settings.corpus : corpusIdentity(other), settings),
    settings,
  );
  if (other !== undefined) return knownText(tokenizer, read, { option: '--corpus', replaceUnknown: true });
  const { train, validation, test } = textParts(read, settings);
  return validation + test + train;
}
