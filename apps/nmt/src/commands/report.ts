import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reportPage } from '@refrain/app-kit/report';
import { useBackend } from '@refrain/app-kit/training';
import { fileStore } from '@refrain/core/node';
import type { ReportOptions } from '../command-options.js';
import { unchangedPairs } from '../corpus.js';
import { collectReport } from '../report.js';
import { runFiles } from '../run-directory.js';
import { openRun } from '../trained-model.js';

/** Writes a run's report as one HTML file. */
export async function report(options: ReportOptions): Promise<void> {
  await useBackend(undefined);
  const run = await openRun(options.run);
  const pairs = await unchangedPairs(run.record);
  const file = options.output ?? join(options.run, runFiles.report);
  const data = await collectReport(fileStore(options.run), { ...run, pairs: pairs.test });
  await writeFile(file, reportPage(data));
  process.stdout.write(`${file}\n`);
}
