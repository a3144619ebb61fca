import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reportPage } from '@refrain/app-kit/report';
import { useBackend } from '@refrain/app-kit/training';
import { fileStore } from '@refrain/core/node';
import type { ReportOptions } from '../command-options.js';
import { collectReport } from '../report.js';
import { runFiles } from '../run-directory.js';
import { unchangedTexts } from '../run-texts.js';
import { openRun } from '../trained-model.js';

/** Writes a run's report as one HTML file. */
export async function report({ run, output }: ReportOptions): Promise<void> {
  await useBackend(undefined);
  const opened = await openRun(run);
  const { test } = await unchangedTexts(opened.record);
  const file = output ?? join(run, runFiles.report);
  await writeFile(file, reportPage(await collectReport(fileStore(run), { ...opened, texts: test })));
  process.stdout.write(`${file}\n`);
}
