import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useBackend } from '@refrain/app-kit/training';
import type { EvaluateOptions } from '../command-options.js';
import { assertSameDivision, baselineName, comparisonLines } from '../comparison.js';
import { corpusTitle, unchangedPairs } from '../corpus.js';
import { comparedTexts, evaluateTranslations, evaluationLines, translatedSentences } from '../evaluation.js';
import type { Evaluation } from '../evaluation.js';
import { textForm } from '../measured-text.js';
import { assertSearchable, assertSearchOptions, describeSearch, searchOptions } from '../search.js';
import { openRun } from '../trained-model.js';
import type { OpenRun } from '../trained-model.js';

/** Prints how well a run's model translates sentences that it was not trained on, and writes the translations. */
export async function evaluate(options: EvaluateOptions): Promise<void> {
  const { run, part = 'test', output, compareRun, compareBeam, backend } = options;
  const search = searchOptions(options);
  const compared = baselineName(options);
  assertSearchOptions(search);
  if (compareBeam !== undefined) assertSearchOptions({ ...search, beam: compareBeam });
  await useBackend(backend);
  const opened = await openRun(run);
  const baseline = compareRun === undefined ? opened : await openOther(opened, compareRun);
  for (const { translator } of [opened, baseline]) assertSearchable(translator, search);

  const { settings } = opened.record;
  const pairs = (await unchangedPairs(opened.record))[part];
  const evaluation = await evaluateTranslations(opened.translator, settings, { pairs, search });
  const file = output ?? join(run, `${part}-translations.tsv`);
  await writeFile(file, translationsFile(evaluation));
  process.stdout.write(`${corpusTitle(settings.corpus)}, ${part} part, ${describeSearch(search)}\n`);
  process.stdout.write(`${evaluationLines(evaluation).join('\n')}\n`);
  process.stdout.write(`translations in ${file}\n`);
  if (compared === undefined) return;
  const other = compareBeam === undefined ? search : { ...search, beam: compareBeam };
  const comparison = {
    baseline: await translatedSentences(baseline.translator, pairs, other),
    sentences: evaluation.sentences,
    form: textForm(settings, baseline.record.settings),
  };
  process.stdout.write(`compared with ${compared}, by paired bootstrap\n${comparisonLines(comparison).join('\n')}\n`);
}

/** A line a sentence: the sentence, its translation and the references, as they are compared. */
function translationsFile({ sentences, form }: Evaluation): string {
  const [hypotheses, references] = comparedTexts(sentences, form);
  const lines = sentences.map(({ source }, index) =>
    [source, hypotheses[index]!, ...references[index]!].map((text) => text.replace(/[\t\n\r]/g, ' ')).join('\t'),
  );
  return `${lines.join('\n')}\n`;
}

/** The run to compare with, which must hold out the same sentences. */
async function openOther({ record }: OpenRun, directory: string): Promise<OpenRun> {
  const other = await openRun(directory);
  assertSameDivision(record, other.record, directory);
  await unchangedPairs(other.record);
  return other;
}
