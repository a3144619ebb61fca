import { basename } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import {
  heatMapSection,
  historyCurves,
  historyFigures,
  plainSection,
  readHistory,
  settingRows,
} from '@refrain/app-kit/report';
import type { HeatMap, ReportData, ReportSection } from '@refrain/app-kit/report';
import type { ArtifactStore } from '@refrain/core';
import type { BeamStep } from '@refrain/decoding';
import type { RunRecord } from './run-directory.js';
import { drawBeamTree } from './screen/beam-tree.js';
import { sentenceAttention } from './screen/sentence-attention.js';
import { translateAll } from './translating.js';
import type { SentenceTranslator } from './translating.js';

/** What a report is made of, beside the files of its run. */
export interface ReportSource {
  readonly record: RunRecord;
  readonly translator: SentenceTranslator;
  /** Sentences that the model has not been trained on: they show where it looks, and the first one how it searches. */
  readonly sentences: readonly string[];
}

/** Reads what a run's folder holds, translates a few sentences, and picks out what the report shows. */
export async function collectReport(store: ArtifactStore, source: ReportSource): Promise<ReportData> {
  const { rows, samples } = await readHistory(store);
  const { settings, pairs } = source.record;
  return {
    title: `${basename(settings.corpus)} · ${settings.preset}`,
    subtitle: `${count(pairs.training)} pairs · ${count(rows.at(-1)?.step ?? 0)} steps`,
    figures: historyFigures(rows, 'token'),
    curves: historyCurves(rows, 'token'),
    samples,
    sections: await searchSections(source),
    settings: settingRows({ ...settings, corpus: basename(settings.corpus) }),
    summary: source.translator.model.summary(),
  };
}

/** Where the model looks, if it has attention, and what the search follows for the first sentence. */
async function searchSections({ translator, sentences }: ReportSource): Promise<ReportSection[]> {
  const maps: HeatMap[] = [];
  for (const sentence of sentences) {
    const [found] = await translateAll(translator, [sentence]);
    const matrix = sentenceAttention(translator, sentence, found![0]!);
    const caption = `${sentence} → ${found![0]!.text}`;
    if (matrix) maps.push({ caption, columns: matrix.source, rows: matrix.target, weights: matrix.weights });
  }
  const steps: BeamStep[] = [];
  const [first] = sentences;
  if (first !== undefined) await translateAll(translator, [first], { onStep: (step) => steps.push(step) });
  const { target } = translator.tokenizers;
  const tree = stripVTControlCharacters(drawBeamTree({ steps, tokenOf: (id) => target.decode([id]) }));
  return [
    ...(maps.length === 0 ? [] : [heatMapSection('Where it looks', maps)]),
    ...(first === undefined ? [] : [plainSection(`What the search follows for: ${first}`, tree)]),
  ];
}

function count(number: number): string {
  return number.toLocaleString('en');
}
