import { CommandError, optionName, show, UsageError } from '@refrain/app-kit';
import { Random } from '@refrain/core';
import { bleu, chrf, pairedBootstrap } from '@refrain/metrics';
import type { CorpusMetric } from '@refrain/metrics';
import pc from 'picocolors';
import type { EvaluateOptions } from './command-options.js';
import { comparedTexts } from './evaluation.js';
import type { TranslatedSentence } from './evaluation.js';
import { formNote } from './measured-text.js';
import type { TextForm } from './measured-text.js';
import type { RunRecord } from './run-directory.js';
import { defaultBeam } from './search.js';

/** The same sentences translated twice. */
export interface Comparison {
  readonly baseline: readonly TranslatedSentence[];
  readonly sentences: readonly TranslatedSentence[];
  /** In which form both are compared. */
  readonly form: TextForm;
}

/** Corpora that are drawn, and where the draws come from. */
const samples = 1000;
const seed = 12345;

/** What two ways to translate differ by in BLEU and chrF, and how probable so much is by chance, one a line. */
export function comparisonLines({ baseline, sentences, form }: Comparison): string[] {
  const [hypotheses, references] = comparedTexts(sentences, form);
  const [theirs] = comparedTexts(baseline, form);
  const counts = new Set(references.map(({ length }) => length));
  const line = (name: string, metric: CorpusMetric): string => {
    const random = new Random(seed);
    const found = pairedBootstrap({ metric, baseline: theirs, hypotheses, references, samples, random });
    const gain = found.hypotheses - found.baseline;
    const difference = `${gain < 0 ? '−' : '+'}${Math.abs(gain).toFixed(2)}`;
    const scores = `${found.baseline.toFixed(2)} → ${pc.bold(found.hypotheses.toFixed(2))}`;
    const verdict = found.pValue < 0.05 ? 'significant' : 'may be chance';
    return `  ${name}  ${scores}  ${difference}  p = ${found.pValue.toFixed(3)}, ${verdict}`;
  };
  const { lowercase } = form;
  const note = formNote(form);
  return [
    line('BLEU', bleu({ lowercase })),
    line('chrF', chrf({ lowercase })),
    pc.dim(`  ${bleu({ lowercase }).signature(counts.size === 1 ? [...counts][0]! : 'var')}`),
    ...(note === undefined ? [] : [pc.dim(`  ${note}`)]),
  ];
}

/** What is compared with, as a heading; undefined where nothing is. @throws UsageError if it is the same */
export function baselineName({
  run,
  beam = defaultBeam,
  compareRun,
  compareBeam,
}: EvaluateOptions): string | undefined {
  if (compareRun === undefined && compareBeam === undefined) return undefined;
  const otherRun = compareRun !== undefined && compareRun !== run ? [compareRun] : [];
  const otherBeam = compareBeam !== undefined && compareBeam !== beam ? [`beam ${compareBeam}`] : [];
  const name = [...otherRun, ...otherBeam].join(', ');
  if (name !== '') return name;
  const fault =
    compareBeam === undefined
      ? `--compare-run must be another run than --run; received ${compareRun} for both`
      : `--compare-beam must be another width than --beam, which is ${beam}; received ${compareBeam}`;
  throw new UsageError(`${fault}. Give another, or leave it out.`);
}

/** Settings that say which sentences are held out. */
const division = ['corpus', 'seed', 'validation', 'test'] as const;

/** @throws CommandError if a run was trained on sentences that the other one is measured on */
export function assertSameDivision({ settings }: RunRecord, other: RunRecord, directory: string): void {
  const differing = division
    .filter((name) => settings[name] !== other.settings[name])
    .map((name) => `\n  ${optionName(name)}: ${show(settings[name])} → ${show(other.settings[name])}`);
  if (differing.length === 0) return;
  throw new CommandError(
    `--compare-run must be a run that holds out the same sentences; ${directory} divides others:${differing.join('')}\n` +
      'Train it with the same settings.',
  );
}
