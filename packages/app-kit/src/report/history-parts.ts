import { basename } from 'node:path';
import type { ArtifactStore } from '@refrain/core';
import { perplexity } from '@refrain/metrics';
import { parseSamples } from '@refrain/training';
import type { HistoryRow, Sample } from '@refrain/training';
import { optionName, show } from '../command-line/settings.js';
import { runFiles } from '../run-folder/run-folder.js';
import { bestRow, parseHistory } from './history-file.js';
import type { Curve, CurveLine, ReportData } from './report-data.js';

/** What happened in a run, as its folder tells; nothing where it has not got far. */
export async function readHistory(store: ArtifactStore): Promise<{ rows: HistoryRow[]; samples: Sample[] }> {
  const names = await store.list();
  const read = async (name: string): Promise<string> =>
    names.includes(name) ? new TextDecoder().decode(await store.read(name)) : '';
  return { rows: parseHistory(await read(runFiles.history)), samples: parseSamples(await read(runFiles.samples)) };
}

/** Loss and accuracy over the steps; `unit` is what the model predicts. */
export function historyCurves(rows: readonly HistoryRow[], unit: string): Curve[] {
  return [
    curve(rows, { title: 'Loss', unit: `nats a ${unit}`, name: 'loss' }),
    curve(rows, { title: 'Accuracy', unit: `share of ${unit}s`, name: 'accuracy' }),
  ].filter(({ lines }) => lines.length > 0);
}

/** Settings that are files or folders: where they are is of no interest elsewhere. */
const paths = ['corpus', 'vectors', 'languageModel'];

/** The settings of a run, as the command line names them; of files and folders the names alone. */
export function settingRows(settings: object): ReportData['settings'] {
  return Object.entries(settings).map(([name, value]) => {
    const shown = paths.includes(name) ? basename(value as string) : show(value);
    return [optionName(name).slice(2), shown] as const;
  });
}

/** The figures of the row that validated best; `unit` is what the model predicts. */
export function historyFigures(rows: readonly HistoryRow[], unit: string): ReportData['figures'] {
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
