import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reportPage } from '@refrain/app-kit/report';
import { useBackend } from '@refrain/app-kit/training';
import type { ReportOptions } from '../command-options.js';
import { collectReport } from '../report/collect.js';
import { runFiles } from '../run-directory.js';
import { openRun } from '../trained-model.js';

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
