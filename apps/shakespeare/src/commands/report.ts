import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReportOptions } from '../command-options.js';
import { collectReport } from '../report/collect.js';
import { reportPage } from '../report/page.js';
import { runFiles } from '../run-directory.js';
import { openRun } from '../trained-model.js';
import { useBackend } from '../backend.js';

/** Writes a run's report as one HTML file. */
export async function report(options: ReportOptions): Promise<void> {
  await useBackend(undefined);
  const { store, record, writer } = await openRun(options.run);
  const page = reportPage(
    await collectReport(store, { record, tokenizer: writer.tokenizer, summary: writer.model.summary() }),
  );
  const file = options.output ?? join(options.run, runFiles.report);
  await writeFile(file, page);
  process.stdout.write(`${file}\n`);
}
