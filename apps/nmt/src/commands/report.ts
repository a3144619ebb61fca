import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reportPage } from '@refrain/app-kit/report';
import { useBackend } from '@refrain/app-kit/training';
import { fileStore } from '@refrain/core/node';
import { groupBySource } from '@refrain/corpora';
import type { ReportOptions } from '../command-options.js';
import { unchangedPairs } from '../corpus.js';
import { collectReport } from '../report.js';
import { runFiles } from '../run-directory.js';
import { openRun } from '../trained-model.js';

/** Sentences whose attention is drawn. */
const drawnSentences = 4;

/** Writes a run's report as one HTML file. */
export async function report(options: ReportOptions): Promise<void> {
  await useBackend(undefined);
  const run = await openRun(options.run);
  const pairs = await unchangedPairs(run.record);
  const sentences = groupBySource(pairs.test).slice(0, drawnSentences);
  const file = options.output ?? join(options.run, runFiles.report);
  const data = await collectReport(fileStore(options.run), {
    ...run,
    sentences: sentences.map(({ source }) => source),
  });
  await writeFile(file, reportPage(data));
  process.stdout.write(`${file}\n`);
}
