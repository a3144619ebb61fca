import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '@refrain/app-kit';
import { reportPage } from '@refrain/app-kit/report';
import type { ReportSection } from '@refrain/app-kit/report';
import { useBackend } from '@refrain/app-kit/training';
import type { Tokenizer } from '@refrain/tokenizers';
import type { ReportOptions, UnitChoice } from '../command-options.js';
import { collectReport } from '../report/collect.js';
import { sentimentSection } from '../report/sentiment-section.js';
import { unitSections } from '../report/unit-sections.js';
import { runFiles } from '../run-directory.js';
import type { RunRecord } from '../run-directory.js';
import type { Writer } from '../sampling.js';
import { corpusIdentity, corpusText } from '../text/corpus.js';
import { labelledTexts } from '../text/labelled-texts.js';
import { runText } from '../text/run-text.js';
import { knownText } from '../text/known-text.js';
import { textParts } from '../text/text-parts.js';
import { openRun } from '../trained-model.js';

/** Writes a run's report as one HTML file. */
export async function report(options: ReportOptions): Promise<void> {
  const { unit, corpus, reviews } = options;
  if (corpus !== undefined && unit === undefined) {
    throw new UsageError(
      `--corpus is the text that --unit colours; received --corpus ${corpus} alone. Give --unit as well.`,
    );
  }
  if (reviews !== undefined && !unit?.includes('sentiment')) {
    throw new UsageError(
      `--reviews are what --unit sentiment is found on; received --reviews ${reviews} without it. Give --unit sentiment as well.`,
    );
  }
  await useBackend(undefined);
  const { store, record, writer } = await openRun(options.run);
  const { tokenizer, model } = writer;
  const sections = unit ? await sectionsOf(writer, unit, { record, corpus, reviews }) : [];
  const page = reportPage(await collectReport(store, { record, tokenizer, summary: model.summary(), sections }));
  const file = options.output ?? join(options.run, runFiles.report);
  await writeFile(file, page);
  process.stdout.write(`${file}\n`);
}

/** The sections of units: of the text first, then of reviews. */
async function sectionsOf(
  writer: Writer,
  unit: readonly UnitChoice[],
  { record, corpus, reviews }: { record: RunRecord; corpus: string | undefined; reviews: string | undefined },
): Promise<ReportSection[]> {
  const ofText = unit.filter((choice) => choice !== 'sentiment');
  const text = ofText.length > 0 ? await colouredText(record, writer.tokenizer, corpus) : '';
  const sections = ofText.length > 0 ? await unitSections(writer, text, ofText) : [];
  return unit.includes('sentiment')
    ? [...sections, await sentimentSection(writer, await labelledTexts(reviews))]
    : sections;
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
