import type { ArtifactStore } from '@refrain/core';
import { perplexity } from '@refrain/metrics';
import type { Tokenizer } from '@refrain/tokenizers';
import { basename } from 'node:path';
import { runFiles } from '../run-directory.js';
import type { RunRecord } from '../run-directory.js';
import { parseSamples } from '@refrain/training';
import type { HistoryRow } from '@refrain/training';
import { bestRow, parseHistory } from '../history-file.js';
import { describeText, tokenUnit } from '../run-tokenizer.js';
import { optionName, show } from '../settings.js';
import type { Curve, CurveLine, ReportData } from './report-data.js';

/** Reads what a run's folder holds and picks out what the report shows. */
export async function collectReport(
  store: ArtifactStore,
  { record, tokenizer, summary }: { record: RunRecord; tokenizer: Tokenizer; summary: string },
): Promise<ReportData> {
  const names = await store.list();
  const read = async (name: string): Promise<string> =>
    names.includes(name) ? new TextDecoder().decode(await store.read(name)) : '';
  const rows = parseHistory(await read(runFiles.history));
  const { settings, text } = record;
  const unit = tokenUnit(settings);
  const samples = parseSamples(await read(runFiles.samples));
  return {
    title: `${basename(settings.corpus)} · ${settings.preset}`,
    subtitle: `${describeText(text, settings)} · ${count(rows.at(-1)?.['step'] ?? 0)} steps`,
    figures: figures(rows, unit),
    curves: [
      curve(rows, { title: 'Loss', unit: `nats a ${unit}`, name: 'loss' }),
      curve(rows, { title: 'Accuracy', unit: `share of ${unit}s`, name: 'accuracy' }),
    ].filter(({ lines }) => lines.length > 0),
    samples,
    tokens: unit === 'character' ? [] : tokensOf(tokenizer, samples.at(-1)?.text ?? ''),
    settings: Object.entries({ ...settings, corpus: basename(settings.corpus) }).map(
      ([name, value]) => [optionName(name).slice(2), show(value)] as const,
    ),
    summary,
  };
}

/** A text as the pieces that its tokens stand for; what lies between two belongs to the second. */
function tokensOf(tokenizer: Tokenizer, text: string): string[] {
  const { offsets } = tokenizer.encodeWithOffsets(text, { special: 'as-text' });
  const ends = [...offsets.filter((_, place) => place % 2 === 1), text.length];
  return ends.map((end, token) => text.slice(ends[token - 1] ?? 0, end)).filter((piece) => piece !== '');
}

function figures(rows: readonly HistoryRow[], unit: 'character' | 'token'): ReportData['figures'] {
  const best = bestRow(rows);
  if (best === undefined) return [];
  const nats = best['validationLoss']!;
  const bits = best['validationBitsPerCharacter'];
  const accuracy = best['validationAccuracy'];
  return [
    {
      label: 'Lowest validation loss',
      value: nats.toFixed(3),
      note: `nats a ${unit}, at step ${count(best['step']!)}`,
    },
    ...(bits === undefined ? [] : [{ label: 'Bits a character', value: bits.toFixed(3) }]),
    { label: 'Perplexity', value: perplexity(nats).toFixed(2), note: `choices a ${unit}` },
    ...(accuracy === undefined ? [] : [{ label: 'Accuracy', value: `${(100 * accuracy).toFixed(1)} %` }]),
  ];
}

function curve(
  rows: readonly HistoryRow[],
  { title, unit, name }: { title: string; unit: string; name: string },
): Curve {
  const line = (role: CurveLine['role'], column: string): CurveLine => ({
    name: role,
    role,
    points: rows.filter((row) => row[column] !== undefined).map((row) => [row['step']!, row[column]!] as const),
  });
  const validation = `validation${name[0]!.toUpperCase()}${name.slice(1)}`;
  const lines = [line('training', name), line('validation', validation)];
  return { title, unit, lines: lines.filter(({ points }) => points.length > 0) };
}

function count(number: number): string {
  return number.toLocaleString('en');
}
