import { basename } from 'node:path';
import { historyCurves, historyFigures, readHistory, settingRows, tokensSection } from '@refrain/app-kit/report';
import type { ReportData, ReportSection } from '@refrain/app-kit/report';
import type { ArtifactStore } from '@refrain/core';
import type { Tokenizer } from '@refrain/tokenizers';
import type { RunRecord } from '../run-directory.js';
import { describeText, tokenUnit } from '../text/run-tokenizer.js';
import { piecesOf } from './pieces.js';

/** What a report is made of, beside the files of the run. */
export interface ReportSource {
  readonly record: RunRecord;
  readonly tokenizer: Tokenizer;
  /** The model's table of layers. */
  readonly summary: string;
  /** What is shown behind the samples. @default nothing */
  readonly sections?: readonly ReportSection[];
}

/** Reads what a run's folder holds and picks out what the report shows. */
export async function collectReport(
  store: ArtifactStore,
  { record, tokenizer, summary, sections = [] }: ReportSource,
): Promise<ReportData> {
  const { rows, samples } = await readHistory(store);
  const { settings, text } = record;
  const unit = tokenUnit(settings);
  const tokens =
    unit === 'character' ? [] : piecesOf(tokenizer, samples.at(-1)?.text ?? '').pieces.filter((piece) => piece !== '');
  const steps = (rows.at(-1)?.step ?? 0).toLocaleString('en');
  return {
    title: `${basename(settings.corpus)} · ${settings.preset}`,
    subtitle: `${describeText(text, settings)} · ${steps} steps`,
    figures: historyFigures(rows, unit),
    curves: historyCurves(rows, unit),
    samples,
    sections: [...(tokens.length === 0 ? [] : [tokensSection('The last sample, token by token', tokens)]), ...sections],
    settings: settingRows(settings),
    summary,
  };
}
