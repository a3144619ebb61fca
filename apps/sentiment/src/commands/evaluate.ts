import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '@refrain/app-kit';
import { useBackend } from '@refrain/app-kit/training';
import type { EvaluateOptions } from '../command-options.js';
import { corpusTitle } from '../corpus.js';
import { errorsOf, evaluateTexts, evaluationLines } from '../evaluation.js';
import type { Evaluation } from '../evaluation.js';
import { unchangedTexts } from '../run-texts.js';
import { openRun } from '../trained-model.js';

/** Prints how well a run's model classifies texts that it was not trained on, and writes its errors. */
export async function evaluate({ run, part = 'test', output, backend }: EvaluateOptions): Promise<void> {
  await useBackend(backend);
  const { record, classifier } = await openRun(run);
  const texts = (await unchangedTexts(record))[part];
  if (texts.length === 0) {
    throw new CommandError(
      `--part ${part} must have texts; the run was trained with --validation 0. Give --part test.`,
    );
  }
  const evaluation = await evaluateTexts(classifier, texts);
  const file = output ?? join(run, `${part}-errors.tsv`);
  await writeFile(file, errorsFile(evaluation));
  process.stdout.write(`${corpusTitle(record.settings.corpus)}, ${part} part\n`);
  process.stdout.write(`${evaluationLines(evaluation).join('\n')}\n`);
  process.stdout.write(`errors in ${file}\n`);
}

/** A line an error: how probably the model takes it as positive, its label, and the text. */
function errorsFile(evaluation: Evaluation): string {
  const rows = errorsOf(evaluation).map(({ probability, label, text }) =>
    [probability.toFixed(4), label, text.replace(/[\t\n\r]/g, ' ')].join('\t'),
  );
  return ['probability\tlabel\ttext', ...rows, ''].join('\n');
}
