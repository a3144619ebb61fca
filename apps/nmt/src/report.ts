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
import type { SentencePair } from '@refrain/corpora';
import type { BeamStep } from '@refrain/decoding';
import { evaluateTranslations, evaluationLines } from './evaluation.js';
import type { Evaluation } from './evaluation.js';
import type { RunRecord } from './run-directory.js';
import { drawBeamTree } from './screen/beam-tree.js';
import { sentenceAttention } from './screen/sentence-attention.js';
import { describeSearch } from './search.js';
import { translateAll } from './translating.js';
import type { SentenceTranslator } from './translating.js';

/** What a report is made of, beside the files of its run. */
export interface ReportSource {
  readonly record: RunRecord;
  readonly translator: SentenceTranslator;
  /** Pairs that the model has not been trained on: all are measured, the first ones drawn. */
  readonly pairs: readonly SentencePair[];
}

/** Sentences whose attention is drawn. */
const drawnSentences = 4;

/** Reads what a run's folder holds, translates what it holds out, and picks out what the report shows. */
export async function collectReport(store: ArtifactStore, source: ReportSource): Promise<ReportData> {
  const { rows, samples } = await readHistory(store);
  const { settings, pairs } = source.record;
  const evaluation = await evaluateTranslations(source.translator, settings, { pairs: source.pairs });
  const heldOut = stripVTControlCharacters(evaluationLines(evaluation).join('\n'));
  return {
    title: `${basename(settings.corpus)} · ${settings.preset}`,
    subtitle: `${count(pairs.training)} pairs · ${count(rows.at(-1)?.step ?? 0)} steps`,
    figures: [...translationFigures(evaluation), ...historyFigures(rows, 'token')],
    curves: historyCurves(rows, 'token'),
    samples,
    sections: [
      plainSection(`Held-out sentences, ${describeSearch({})}`, heldOut),
      ...(await searchSections(source, evaluation)),
    ],
    settings: settingRows(settings),
    summary: source.translator.model.summary(),
  };
}

function translationFigures({ sentences, bleu, chrf, form }: Evaluation): ReportData['figures'] {
  const note = `${count(sentences.length)} held-out sentences, ${form.lowercase ? 'lower-cased' : 'with case'}`;
  return [
    { label: 'BLEU', value: bleu.score.toFixed(2), note },
    { label: 'chrF', value: chrf.score.toFixed(2), note },
  ];
}

/** Where the model looks, if it has attention, and what the search follows for the first sentence. */
async function searchSections({ translator }: ReportSource, { sentences }: Evaluation): Promise<ReportSection[]> {
  const maps: HeatMap[] = [];
  for (const { source, best } of sentences.slice(0, drawnSentences)) {
    const matrix = sentenceAttention(translator, source, best);
    const caption = `${source} → ${best.text}`;
    if (matrix) maps.push({ caption, columns: matrix.source, rows: matrix.target, weights: matrix.weights });
  }
  const { source } = sentences[0]!;
  const steps: BeamStep[] = [];
  await translateAll(translator, [source], { onStep: (step) => steps.push(step) });
  const { target } = translator.tokenizers;
  const tree = stripVTControlCharacters(drawBeamTree({ steps, textOf: (ids) => target.decode(ids) }));
  return [
    ...(maps.length === 0 ? [] : [heatMapSection('Where it looks', maps)]),
    plainSection(`What the search follows for: ${source}`, tree),
  ];
}

function count(number: number): string {
  return number.toLocaleString('en');
}
