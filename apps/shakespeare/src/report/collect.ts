import { basename } from 'node:path';
import { historyCurves, historyFigures, readHistory, settingRows, tokensSection } from '@refrain/app-kit/report';
import type { ReportData } from '@refrain/app-kit/report';
import type { ArtifactStore } from '@refrain/core';
import type { Tokenizer } from '@refrain/tokenizers';
import type { RunRecord } from '../run-directory.js';
import { describeText, tokenUnit } from '../text/run-tokenizer.js';

/** Reads what a run's folder holds and picks out what the report shows. */
export async function collectReport(
  store: ArtifactStore,
  { record, tokenizer, summary }: { record: RunRecord; tokenizer: Tokenizer; summary: string },
): Promise<ReportData> {
  const { rows, samples } = await readHistory(store);
  const { settings, text } = record;
  const unit = tokenUnit(settings);
  const tokens = unit === 'character' ? [] : tokensOf(tokenizer, samples.at(-1)?.text ?? '');
  const steps = (rows.at(-1)?.step ?? 0).toLocaleString('en');
  return {
    title: `${basename(settings.corpus)} · ${settings.preset}`,
    subtitle: `${describeText(text, settings)} · ${steps} steps`,
    figures: historyFigures(rows, unit),
    curves: historyCurves(rows, unit),
    samples,
    sections: tokens.length === 0 ? [] : [tokensSection('The last sample, token by token', tokens)],
    settings: settingRows({ ...settings, corpus: basename(settings.corpus) }),
    summary,
  };
}

/** A text as the pieces that its tokens stand for; what lies between two belongs to the second. */
function tokensOf(tokenizer: Tokenizer, text: string): string[] {
  const { offsets } = tokenizer.encodeWithOffsets(text, { special: 'as-text' });
  const ends = [...offsets.filter((_, place) => place % 2 === 1), text.length];
  return ends.map((end, token) => text.slice(ends[token - 1] ?? 0, end)).filter((piece) => piece !== '');
}
